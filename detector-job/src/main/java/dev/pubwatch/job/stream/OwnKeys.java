package dev.pubwatch.job.stream;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/**
 * Which keys are a task's own.
 *
 * @param groups the task's key groups
 * @param maxParallelism number of key groups over all tasks
 */
record OwnKeys(KeyGroupRange groups, int maxParallelism) {

  static OwnKeys of(AbstractStreamOperator<?> operator) {
    TaskInfo task = operator.getRuntimeContext().getTaskInfo();
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    return new OwnKeys(groups, maxParallelism);
  }

  boolean hold(Object key) {
    return groups.contains(KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism));
  }
}
