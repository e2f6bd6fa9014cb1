import assert from "node:assert/strict";
import { test } from "node:test";
import { Negotiator, sameOrigin, type IceLine, type Peer, type Sdp } from "../src/call/negotiation.ts";

/** A peer connection as far as the machine sees it: the W3C signalling states, and strict about misuse. */
class MemoryPeer implements Peer {
  signalingState: "stable" | "have-local-offer" | "have-remote-offer" = "stable";
  localDescription: { type: string; sdp: string } | null = null;
  remote: Sdp | null = null;
  candidates: string[] = [];
  /** The pair of offer and answer both ends have to agree on. */
  agreed: string | null = null;
  #made = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    this.#made += 1;
    if (this.signalingState === "have-remote-offer") {
      const sdp = `${this.remote?.sdp}>${this.#name}${this.#made}`;
      this.localDescription = { type: "answer", sdp };
      this.agreed = sdp;
      this.signalingState = "stable";
    } else {
      this.localDescription = { type: "offer", sdp: `${this.#name}${this.#made}` };
      this.signalingState = "have-local-offer";
    }
  }

  async setRemoteDescription(description: Sdp): Promise<void> {
    await Promise.resolve();
    if (description.type === "offer") {
      this.signalingState = "have-remote-offer";
    } else {
      assert.equal(this.signalingState, "have-local-offer", "an answer without an offer");
      assert.equal(description.sdp.split(">")[0], this.localDescription?.sdp, "an answer to another offer");
      this.agreed = description.sdp;
      this.signalingState = "stable";
    }
    this.remote = description;
  }

  async addIceCandidate(line: IceLine): Promise<void> {
    await Promise.resolve();
    if (this.remote === null) throw new Error("no remote description");
    if (line.candidate === "stale") throw new Error("a candidate of something else");
    this.candidates.push(line.candidate);
  }
}

const candidate = (text: string): IceLine => ({ candidate: text, sdpMid: "0", sdpMLineIndex: 0 });

/** Two ends and the messages on their way, delivered one by one. */
function pair() {
  const peers = [new MemoryPeer("a"), new MemoryPeer("b")] as const;
  const ways: [Sdp[], Sdp[]] = [[], []];
  const ends = [
    new Negotiator({ peer: peers[0], polite: false, send: (d) => ways[1].push(d) }),
    new Negotiator({ peer: peers[1], polite: true, send: (d) => ways[0].push(d) }),
  ] as const;
  const deliver = async (to: 0 | 1) => {
    const next = ways[to].shift();
    if (next) await ends[to].description(next);
    return next !== undefined;
  };
  const settle = async (chance: () => number = () => 0) => {
    while (ways[0].length + ways[1].length > 0) {
      const first = chance() < 0.5 ? 0 : 1;
      if (!(await deliver(first))) await deliver(first === 0 ? 1 : 0);
    }
  };
  return { peers, ways, ends, deliver, settle };
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

test("a description of another peer connection is known by its certificate", () => {
  const sdp = (print: string, more = "") => `v=0\r\na=fingerprint:sha-256 ${print}\r\na=ice-ufrag:${more}\r\n`;
  assert.equal(sameOrigin(sdp("AA:01"), sdp("AA:01", "restarted")), true);
  assert.equal(sameOrigin(sdp("AA:01"), sdp("BB:02")), false);
});

test("one offer and its answer bring both ends to the same agreement", async () => {
  const { ends, peers, settle } = pair();
  await ends[0].offer();
  await settle();
  assert.equal(peers[0].signalingState, "stable");
  assert.equal(peers[0].agreed, "a1>b1");
  assert.equal(peers[1].agreed, "a1>b1");
});

test("when two offers cross, the impolite one's stands and nobody is left waiting", async () => {
  const { ends, peers, settle } = pair();
  await Promise.all([ends[0].offer(), ends[1].offer()]);
  await settle();
  assert.equal(peers[0].agreed, "a1>b2");
  assert.equal(peers[1].agreed, "a1>b2");
  assert.deepEqual(
    peers.map((peer) => peer.signalingState),
    ["stable", "stable"],
  );
});

test("whatever the order of offers and deliveries, both ends agree in the end", async () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const chance = random(seed);
    const { ends, peers, deliver, settle } = pair();
    for (let step = 0; step < 12; step += 1) {
      const who = chance() < 0.5 ? 0 : 1;
      if (chance() < 0.4 && peers[who].signalingState === "stable") await ends[who].offer();
      else await deliver(who);
    }
    await settle(chance);
    assert.equal(peers[0].signalingState, "stable", `seed ${seed}`);
    assert.equal(peers[1].signalingState, "stable", `seed ${seed}`);
    assert.equal(peers[0].agreed, peers[1].agreed, `seed ${seed}`);
  }
});

test("candidates wait until there is a description to belong to", async () => {
  const { ends, peers, ways, deliver } = pair();
  await ends[0].offer();
  await ends[1].candidate(candidate("early"));
  assert.deepEqual(peers[1].candidates, []);
  await deliver(1);
  assert.deepEqual(peers[1].candidates, ["early"]);
  await ends[1].candidate(candidate("later"));
  assert.deepEqual(peers[1].candidates, ["early", "later"]);
  assert.equal(ways[0].length, 1);
});

test("candidates of an offer that is ignored are let go without an error", async () => {
  const { ends, deliver } = pair();
  await Promise.all([ends[0].offer(), ends[1].offer()]);
  await deliver(0);
  assert.equal(ends[0].ignoring, true);
  await ends[0].candidate(candidate("of the ignored offer"));
});

test("a candidate that cannot be taken is an error when nothing was ignored", async () => {
  const { ends, peers, settle } = pair();
  await ends[0].offer();
  await settle();
  peers[1].remote = null;
  await assert.rejects(ends[1].candidate(candidate("bad")));
});

test("an answer that comes twice changes nothing", async () => {
  const { ends, peers, ways, deliver } = pair();
  await ends[0].offer();
  await deliver(1);
  const [answer] = ways[0];
  assert.ok(answer);
  await ends[0].description(answer);
  await ends[0].description(answer);
  assert.equal(peers[0].signalingState, "stable");
});

test("an open offer is said again after messages were lost, and a closed one is not", async () => {
  const { ends, peers, ways, settle } = pair();
  await ends[0].offer();
  ways[1].length = 0;
  ends[0].again();
  await settle();
  assert.equal(peers[1].agreed, "a1>b1");
  ends[0].again();
  assert.equal(ways[1].length, 0);
});

test("tracks are attached after the offer was taken and before it is answered", async () => {
  const peer = new MemoryPeer("b");
  const sent: Sdp[] = [];
  const states: string[] = [];
  const end = new Negotiator({
    peer,
    polite: true,
    send: (d) => sent.push(d),
    beforeAnswer: async () => {
      states.push(peer.signalingState);
    },
  });
  await end.description({ type: "offer", sdp: "x" });
  assert.deepEqual(states, ["have-remote-offer"]);
  assert.equal(sent[0]?.type, "answer");
});

test("a second offer while one is being made is not made", async () => {
  const { ends, ways } = pair();
  await Promise.all([ends[0].offer(), ends[0].offer()]);
  assert.equal(ways[1].length, 1);
});

test("after closing nothing is sent or applied any more", async () => {
  const { ends, peers, ways } = pair();
  const offering = ends[0].offer();
  ends[0].close();
  await offering;
  assert.equal(ways[1].length, 0);
  await ends[0].offer();
  await ends[0].description({ type: "offer", sdp: "late" });
  assert.equal(peers[0].remote, null);
});

test("an end closed in the middle of a step finishes it in silence", async () => {
  const { ends, peers, ways, deliver } = pair();
  await ends[0].offer();
  const taking = deliver(1);
  await Promise.resolve();
  await Promise.resolve();
  ends[1].close();
  await taking;
  assert.notEqual(peers[1].remote, null);
  assert.equal(ways[0].length, 0);
});

test("after a description that could not be applied the next one is taken", async () => {
  const { ends, peers } = pair();
  peers[1].setRemoteDescription = () => Promise.reject(new Error("malformed"));
  await assert.rejects(ends[1].description({ type: "offer", sdp: "broken" }));
  peers[1].setRemoteDescription = MemoryPeer.prototype.setRemoteDescription;
  await ends[1].description({ type: "offer", sdp: "good" });
  assert.equal(peers[1].remote?.sdp, "good");
});

test("a waiting candidate that fits no more costs neither the others nor the answer", async () => {
  const peer = new MemoryPeer("b");
  const said: Sdp[] = [];
  const end = new Negotiator({ peer, polite: true, send: (sdp) => said.push(sdp) });
  await end.candidate(candidate("stale"));
  await end.candidate(candidate("good"));
  await end.description({ type: "offer", sdp: "a1" });
  assert.deepEqual(peer.candidates, ["good"]);
  assert.deepEqual(said.map(({ type }) => type), ["answer"]);
});
