package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chains that may still grow, and how chains are completed in ordinary life; bounded. */
public final class ChainState {
  static final int MAX_CHAINS = 10_000;

  /** A quarter of a day. */
  private static final long LOOK_MILLIS = 21_600_000L;

  /** Longest untouched first, by what each is about. */
  final Map<String, Chain> chains = new LinkedHashMap<>();

  /** Credentials made in a chain, and the chain's subject. */
  final Map<String, String> aliases = new LinkedHashMap<>();

  final ChainRates[] rates = new ChainRates[ChainKind.COUNT];
  final RunLedger runs = new RunLedger();
  private long lookedMillis;

  ChainState() {
    for (int i = 0; i < rates.length; i++) {
      rates[i] = new ChainRates();
    }
  }

  ChainRates rates(ChainKind kind) {
    return rates[kind.code()];
  }

  /** Share of the events that could complete such a chain which did. */
  double chance(ChainKind kind) {
    boolean ofRun = kind == ChainKind.DEAD_RUN_TO_PUBLISH || kind == ChainKind.PUBLISH_TO_DEAD_RUN;
    return ofRun ? runs.chance(kind) : rates(kind).chance(kind);
  }

  /** The chain about a subject that can still be completed, or null. */
  @Nullable Chain find(@Nullable String subject, long nowMillis) {
    Chain chain = subject == null ? null : chains.get(subject);
    return chain != null && nowMillis - chain.beganMillis() <= window(chain) ? chain : null;
  }

  /** The chain under another name, or null. */
  @Nullable Chain findAlias(String alias, long nowMillis) {
    return find(aliases.get(alias), nowMillis);
  }

  /** Lets time pass. */
  void pass(long nowMillis) {
    if (nowMillis - lookedMillis >= LOOK_MILLIS) {
      for (ChainRates one : rates) {
        one.pass(nowMillis);
      }
    }
    expire(nowMillis);
  }

  /** Forgets the chain about a subject, and learns from it. */
  void drop(String subject) {
    Chain chain = chains.remove(subject);
    if (chain != null) {
      learn(chain);
    }
  }

  void put(Chain chain) {
    chains.remove(chain.subject);
    chains.put(chain.subject, chain);
    if (chains.size() > MAX_CHAINS) {
      drop(chains.keySet().iterator().next());
    }
  }

  void name(String alias, Chain chain) {
    aliases.remove(alias);
    aliases.put(alias, chain.subject);
    Iterator<String> oldestFirst = aliases.keySet().iterator();
    while (aliases.size() > MAX_CHAINS) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  /** Learns and forgets what is over: what was told too, unless somebody confirmed it. */
  private void expire(long nowMillis) {
    boolean farAhead = lookedMillis - nowMillis >= ChainKind.CI_TO_PUBLISH.windowMillis();
    if (nowMillis - lookedMillis < LOOK_MILLIS && !farAhead) {
      return;
    }
    lookedMillis = nowMillis;
    Iterator<Chain> all = chains.values().iterator();
    while (all.hasNext()) {
      Chain chain = all.next();
      if (nowMillis - chain.beganMillis() > window(chain)) {
        learn(chain);
        all.remove();
      }
    }
  }

  /** Takes a chain into what is ordinary. */
  void learn(Chain chain) {
    for (int i = 0; i < rates.length; i++) {
      if (!Double.isNaN(chain.most[i])) {
        rates[i].learn(chain.most[i], chain.soon[i], chain.between[i]);
      }
    }
  }

  private static long window(Chain chain) {
    if (chain.subject.startsWith("ci|")) {
      return ChainKind.CI_TO_PUBLISH.windowMillis();
    }
    return chain.subject.startsWith("login|")
        ? ChainKind.SIGN_IN_TO_PUBLISH.windowMillis()
        : ChainKind.OWNER_TO_PUBLISH.windowMillis();
  }

  /** Versioned form. */
  static final class ChainCodec implements Codec<ChainState> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(ChainState state, DataOutput out) throws IOException {
      Wire.unsigned(out, state.chains.size());
      for (Chain chain : state.chains.values()) {
        chain.write(out);
      }
      Wire.unsigned(out, state.aliases.size());
      for (Map.Entry<String, String> alias : state.aliases.entrySet()) {
        Wire.string(out, alias.getKey());
        Wire.string(out, alias.getValue());
      }
      Wire.unsigned(out, state.rates.length);
      for (ChainRates rates : state.rates) {
        rates.write(out);
      }
      state.runs.write(out);
      out.writeLong(state.lookedMillis);
    }

    @Override
    public ChainState read(int version, DataInput in) throws IOException {
      requireVersion("chains", version);
      ChainState state = new ChainState();
      int chains = Wire.count(in);
      for (int i = 0; i < chains; i++) {
        state.put(Chain.read(in));
      }
      int aliases = Wire.count(in);
      for (int i = 0; i < aliases; i++) {
        state.aliases.put(Wire.text(in), Wire.text(in));
      }
      int kinds = Wire.count(in);
      if (kinds != ChainKind.COUNT) {
        throw new IOException(kinds + " kinds of chains, expected " + ChainKind.COUNT);
      }
      for (ChainRates rates : state.rates) {
        rates.read(in);
      }
      state.runs.read(in);
      state.lookedMillis = in.readLong();
      return state;
    }

    @Override
    public ChainState copy(ChainState value) {
      ChainState copy = new ChainState();
      value.chains.values().forEach(chain -> copy.put(chain.copy()));
      copy.aliases.putAll(value.aliases);
      for (int i = 0; i < copy.rates.length; i++) {
        copy.rates[i].copyFrom(value.rates[i]);
      }
      copy.runs.copyFrom(value.runs);
      copy.lookedMillis = value.lookedMillis;
      return copy;
    }
  }
}
