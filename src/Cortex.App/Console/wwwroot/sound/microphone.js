// The browser's microphone: opened on demand, 16 kHz in chunks of 20 ms, echo cancellation on.

import { MicrophoneWatch } from './microphone-watch.js';

const LOOK_MS = 500;
const RESUME_MS = 500;
const REOPEN_MS = 10_000;

/**
 * Events: 'chunk' {pcm: ArrayBuffer, level, isVoice}, 'voice' {isOpen, quietMs, at}, 'hearing' {why: what makes it deaf, or null},
 * 'lost'.
 */
export class Microphone extends EventTarget {
  constructor() {
    super();
    this._device = '';
  }

  get isOpen() {
    return Boolean(this._stream);
  }

  /** The name of what is open, or ''. */
  get label() {
    return this._stream?.getAudioTracks()[0]?.label ?? '';
  }

  /** Why an open microphone hears nothing: 'suspended', 'stalled', 'muted', 'silent'; or null. */
  get deaf() {
    return this._watch?.why ?? null;
  }

  /** @throws {DOMException} NotAllowedError, NotFoundError, … as the browser says; an InsecureContext of our own */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no microphone without HTTPS', 'InsecureContext');
    this._opening ??= this._open().finally(() => (this._opening = null));
    await this._opening;
  }

  async _open() {
    if (this._stream) return this._resume();
    const deviceId = this._device ? { exact: this._device } : undefined;
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { deviceId, echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
    try {
      await this._join(stream);
    } catch (fault) {
      for (const track of stream.getTracks()) track.stop();
      throw fault;
    }
  }

  async _join(stream) {
    // Its own context at the device's own rate: some browsers join a microphone to no other.
    if (this._context?.state === 'closed') this._context = this._module = null;
    this._context ??= new AudioContext({ latencyHint: 'interactive' });
    this._context.onstatechange = () => this._stream && this._look();
    this._module ??= this._context.audioWorklet.addModule(new URL('microphone-worklet.js', import.meta.url));
    await this._module;
    await this._resume();
    this._source = this._context.createMediaStreamSource(stream);
    this._node = new AudioWorkletNode(this._context, 'cortex-microphone', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
    this._node.port.onmessage = ({ data }) => this._hear(data);
    this._source.connect(this._node);
    stream.getAudioTracks()[0].onended = () => {
      this.close();
      this.dispatchEvent(new Event('lost'));
    };
    this._stream = stream;
    this._watch = new MicrophoneWatch(performance.now());
    this._looking = setInterval(() => this._look(), LOOK_MS);
    if (this._player) this.joinPlayer(this._player);
  }

  /** Lets the player hear of a voice at once, without a hop through the page. */
  joinPlayer(player) {
    this._player = player;
    if (!this._node || !player.output) return;
    const { port1, port2 } = new MessageChannel();
    this._node.port.postMessage({ player: port1 }, [port1]);
    player.joinMicrophone(port2);
  }

  set isAnswering(value) {
    this._node?.port.postMessage({ isAnswering: value });
  }

  /** Takes another microphone; '' is the default. Opens it where one was open. */
  async choose(id) {
    this._device = id;
    if (!this.isOpen) return;
    this.close();
    await this.open();
  }

  // A browser may let it wake only after a press, and then never answers: it is tried again with the next one, and at every look.
  async _resume() {
    if (this._context.state === 'running' || this._context.state === 'closed') return;
    await Promise.race([this._context.resume().catch(() => {}), new Promise((done) => setTimeout(done, RESUME_MS))]);
  }

  _look() {
    const at = performance.now();
    const isSuspended = this._context.state !== 'running';
    if (isSuspended) this._resume();
    const changed = this._watch.look(at, { isSuspended, isMuted: this._stream.getAudioTracks()[0]?.muted === true });
    if (changed) this._tellHearing();
    if (this.deaf === 'stalled' && !(at - this._reopenedAt < REOPEN_MS)) this._reopen(at);
  }

  // The device is there, and gives nothing: the browser's own way to it is made anew.
  async _reopen(at) {
    this._reopenedAt = at;
    this.close();
    if (this._isVoice) this._voice({ isOpen: false, quietMs: 0 }, at);
    try {
      await this.open();
    } catch {
      this.dispatchEvent(new Event('lost'));
    }
  }

  _tellHearing() {
    this.dispatchEvent(new CustomEvent('hearing', { detail: { why: this.deaf } }));
  }

  /** Off: the browser's own sign goes out too. */
  close() {
    if (!this._stream) return;
    clearInterval(this._looking);
    const wasDeaf = this.deaf;
    this._watch = null;
    for (const track of this._stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this._source.disconnect();
    this._node.port.onmessage = null;
    this._node.disconnect();
    this._stream = this._source = this._node = null;
    if (wasDeaf) this._tellHearing();
  }

  _hear(data) {
    if (data.pcm) {
      this._watch?.heard(data.level, performance.now());
      this.dispatchEvent(new CustomEvent('chunk', { detail: data }));
    } else this._voice(data.voice, performance.now() - (this._context.currentTime - data.at) * 1000);
  }

  _voice(voice, at) {
    this._isVoice = voice.isOpen;
    this.dispatchEvent(new CustomEvent('voice', { detail: { ...voice, at } }));
  }
}
