// The loudspeaker of the page: answers by take, cues beside them. A take is one answer or its repetition; whoever plays names the
// turn, the player tells what became of it.

import { cueSound } from './cues.js';

const RATE = 24_000;
const KEPT_SECONDS = 120;

/**
 * Events: 'suspended' {isSuspended}, 'started' {turn, at}, 'finished' {turn, playedMs, isCut, isRepeat}, 'position' {turn, playedMs,
 * isSounding, level}, 'dry' {turn}. Times are those of performance.now().
 */
export class Player extends EventTarget {
  constructor() {
    super();
    this._take = 0;
    this._turns = new Map();
    this._last = null;
    this._kept = null;
    this._settings = { volume: 1, speed: 1 };
    this.isSounding = false;
    this.level = 'full';
  }

  /** The sound's context, or null before the first `start`. */
  get context() {
    return this._context ?? null;
  }

  /** What plays, to be listened to by other parts; null before the first `start`. */
  get output() {
    return this._node ?? null;
  }

  get isSuspended() {
    return this._context?.state !== 'running';
  }

  /** Opens the loudspeaker; the browser lets it sound only after a key or a press. */
  async start() {
    this._starting ??= this._open();
    await this._starting;
    if (this.isSuspended) await Promise.race([this._context.resume().catch(() => {}), new Promise((done) => setTimeout(done, 500))]);
    return !this.isSuspended;
  }

  async _open() {
    const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
    this._context = context;
    context.onstatechange = () => this._tell('suspended', { isSuspended: this.isSuspended });
    await context.audioWorklet.addModule(new URL('player-worklet.js', import.meta.url));
    this._node = new AudioWorkletNode(context, 'cortex-player', { numberOfInputs: 0, outputChannelCount: [1] });
    this._node.port.onmessage = ({ data }) => this._report(data);
    this._node.connect(context.destination);
    this._post({ kind: 'set', values: this._settings });
  }

  /** Gives the microphone a way to lower the answer at once. */
  joinMicrophone(port) {
    this._node?.port.postMessage({ kind: 'microphone', port }, [port]);
  }

  /** Plays on: a chunk of an answer. */
  write(turn, pcm) {
    if (this._last?.turn !== turn || this._last.isRepeat || this._last.isEnded) this._begin(turn, false);
    this._keep(turn, pcm);
    this._post({ kind: 'write', take: this._last.take, pcm });
  }

  /** The answer is complete. */
  end(turn) {
    if (this._last?.turn === turn && !this._last.isRepeat) {
      this._last.isEnded = true;
      this._post({ kind: 'end', take: this._last.take });
    }
  }

  /** Silence, within one block; what still comes of what was played is dropped. */
  cut() {
    this._post({ kind: 'cut', take: this._take });
    if (this._last) this._last.isEnded = true;
    // A loudspeaker that sleeps reports nothing.
    if (!this.isSuspended || !this.isSounding) return;
    this.isSounding = false;
    this._tell('position', { turn: null, isRepeat: false, playedMs: 0, isSounding: false, level: this.level, at: performance.now() });
  }

  /** Plays the last answer again, from memory. False: there is none. */
  repeat() {
    if (!this._kept?.chunks.length) return false;
    const kept = this._kept;
    this.cut();
    this._begin(kept.turn, true);
    for (const pcm of kept.chunks) this._post({ kind: 'write', take: this._take, pcm });
    this._post({ kind: 'end', take: this._take });
    return true;
  }

  get volume() {
    return this._settings.volume;
  }

  set volume(value) {
    this._set({ volume: Math.max(0, Math.min(2, value)) });
  }

  get speed() {
    return this._settings.speed;
  }

  set speed(value) {
    this._set({ speed: Math.max(0.5, Math.min(2, value)) });
  }

  /** Where it sounds; '' is the default. Only some browsers can. */
  get canChooseSpeaker() {
    return 'setSinkId' in AudioContext.prototype;
  }

  async chooseSpeaker(id) {
    await this.start();
    await this._context.setSinkId(id);
  }

  /** A short sound that tells a state. Nothing where the loudspeaker sleeps. */
  cue(name, loudness = 0.35) {
    if (!this._context || this.isSuspended) return;
    const source = this._context.createBufferSource();
    source.buffer = cueSound(this._context, name);
    const gain = this._context.createGain();
    gain.gain.value = loudness;
    source.connect(gain).connect(this._context.destination);
    source.start();
    this._cue = source;
  }

  /** Ends the short sound that plays. */
  hush() {
    this._cue?.stop();
    this._cue = null;
  }

  _begin(turn, isRepeat) {
    this._last = { take: ++this._take, turn, isRepeat, isEnded: isRepeat };
    this._turns.set(this._take, this._last);
    this._turns.delete(this._take - 32);
    if (!isRepeat) this._kept = { turn, chunks: [], samples: 0 };
  }

  _keep(turn, pcm) {
    if (this._kept.samples >= KEPT_SECONDS * RATE) return;
    this._kept.chunks.push(pcm);
    this._kept.samples += pcm.length;
  }

  _set(values) {
    Object.assign(this._settings, values);
    this._post({ kind: 'set', values });
  }

  _post(order) {
    this._node?.port.postMessage(order);
  }

  _report(data) {
    const behind = (this._context.currentTime - data.at) * 1000 - (this._context.outputLatency || this._context.baseLatency || 0) * 1000;
    const at = performance.now() - behind;
    for (const one of data.happened) {
      const take = this._turns.get(one.take);
      if (!take) continue;
      if (one.kind === 'started') this._tell('started', { turn: take.turn, at, isRepeat: take.isRepeat });
      else if (one.kind === 'dry') this._tell('dry', { turn: take.turn });
      else this._tell('finished', { turn: take.turn, playedMs: one.playedMs, isCut: one.kind === 'cut', isRepeat: take.isRepeat, at });
    }
    this.isSounding = data.isSounding;
    this.level = data.level;
    const now = data.now && this._turns.get(data.now.take);
    this._tell('position', { turn: now?.turn ?? null, isRepeat: now?.isRepeat ?? false, playedMs: data.now?.playedMs ?? 0, isSounding: data.isSounding, level: data.level, at });
  }

  _tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
