package dev.pubwatch.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes to records as a hostile or a careless source would make them. */
final class Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Mutations() {}

  /** One to four fields, at any depth, dropped or replaced. */
  static ObjectNode mutate(ObjectNode sample, Random random) {
    ObjectNode mutant = sample.deepCopy();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      List<ObjectNode> objects = objects(mutant);
      ObjectNode target = objects.get(random.nextInt(objects.size()));
      List<String> names = names(target);
      String name = names.isEmpty() ? "new" : names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        target.remove(name);
      } else {
        target.set(name, strange(target.path(name), random));
      }
    }
    return mutant;
  }

  /** The sample with one text field at a time replaced. */
  static List<ObjectNode> withTextInEachField(ObjectNode sample, String text) {
    List<ObjectNode> all = new ArrayList<>();
    int count = objects(sample).size();
    for (int i = 0; i < count; i++) {
      for (String name : names(objects(sample).get(i))) {
        ObjectNode copy = sample.deepCopy();
        objects(copy).get(i).put(name, text);
        all.add(copy);
      }
    }
    return all;
  }

  static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The same object with its fields, at every depth, in the opposite order. */
  static ObjectNode reversed(ObjectNode object) {
    List<String> names = names(object);
    Collections.reverse(names);
    ObjectNode reversed = NODES.objectNode();
    for (String name : names) {
      JsonNode value = object.get(name);
      reversed.set(name, value instanceof ObjectNode nested ? reversed(nested) : value);
    }
    return reversed;
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }

  private static JsonNode strange(JsonNode old, Random random) {
    return switch (random.nextInt(18)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(random.nextLong());
      case 4 -> NODES.numberNode(new BigInteger("9".repeat(60)));
      case 5 -> NODES.numberNode(1e300 * random.nextDouble());
      case 6 -> NODES.textNode("");
      case 7 -> NODES.textNode(" \t ");
      case 8 -> NODES.textNode("x".repeat(100_000));
      case 9 -> NODES.textNode("a\u0000b\u001b[31m\r\n\u202e");
      case 10 -> NODES.textNode("\ud800 lone \udc00");
      case 11 -> NODES.textNode("2026-13-45T99:99:99Z");
      case 12 -> NODES.textNode("9999-12-31T23:59:59.999-23:59");
      case 13 -> NODES.objectNode();
      case 14 -> NODES.arrayNode();
      case 15 -> NODES.objectNode().set("value", old.deepCopy());
      case 16 -> list(old, 1 + random.nextInt(3));
      default -> list(NODES.textNode("%00:/@[::1]%zz"), 300);
    };
  }

  private static ArrayNode list(JsonNode element, int size) {
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      list.add(element.deepCopy());
    }
    return list;
  }
}
