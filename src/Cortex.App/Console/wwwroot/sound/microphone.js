// The browser's microphone: opened on demand, 16 kHz in chunks of 20 ms, echo cancellation on.

/** Events: 'chunk' {pcm: ArrayBuffer, level, isVoice}, 'voice' {isOpen, quietMs, at}, 'lost'. */
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

  /** @throws {DOMException} NotAllowedError, NotFoundError, … as the browser says; an InsecureContext of our own */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no microphone without HTTPS', 'InsecureContext');
    this._opening ??= this._open().finally(() => (this._opening = null));
    await this._opening;
  }

  async _open() {
    if (this._stream) return;
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
    this._context ??= new AudioContext({ latencyHint: 'interactive' });
    this._module ??= this._context.audioWorklet.addModule(new URL('microphone-worklet.js', import.meta.url));
    await this._module;
    await this._context.resume();
    this._source = this._context.createMediaStreamSource(stream);
    this._node = new AudioWorkletNode(this._context, 'cortex-microphone', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
    this._node.port.onmessage = ({ data }) => this._hear(data);
    this._source.connect(this._node);
    stream.getAudioTracks()[0].onended = () => {
      this.close();
      this.dispatchEvent(new Event('lost'));
    };
    this._stream = stream;
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

  /** Off: the browser's own sign goes out too. */
  close() {
    if (!this._stream) return;
    for (const track of this._stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this._source.disconnect();
    this._node.port.onmessage = null;
    this._node.disconnect();
    this._stream = this._source = this._node = null;
  }

  _hear(data) {
    if (data.pcm) this.dispatchEvent(new CustomEvent('chunk', { detail: data }));
    else {
      const at = performance.now() - (this._context.currentTime - data.at) * 1000;
      this.dispatchEvent(new CustomEvent('voice', { detail: { ...data.voice, at } }));
    }
  }
}
