// The browser's camera: JPEGs of at most 768 pixels while somebody wants them. Off is absolute: the track stops, and the browser's own
// sign goes out.

const LONGEST_SIDE = 768;
const QUALITY = 0.7;
const BUSY_MS = 500;
const IDLE_MS = 5000;

/** Events: 'frame' {jpeg: Blob, width, height}, 'lost'. */
export class Camera extends EventTarget {
  /** @param {HTMLVideoElement} video where it is shown */
  constructor(video) {
    super();
    this._video = video;
    this._canvas = document.createElement('canvas');
    this._device = '';
    this._isBusy = false;
  }

  get isOpen() {
    return Boolean(this._stream);
  }

  get label() {
    return this._stream?.getVideoTracks()[0]?.label ?? '';
  }

  /** @throws {DOMException} as the browser says; an InsecureContext of our own */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no camera without HTTPS', 'InsecureContext');
    if (this._stream || this._opening) return this._opening;
    this._opening = this._open().finally(() => (this._opening = null));
    await this._opening;
  }

  async _open() {
    const which = this._device ? { deviceId: { exact: this._device } } : { facingMode: { ideal: 'environment' } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } });
    this._stream = stream;
    stream.getVideoTracks()[0].onended = () => {
      this.close();
      this.dispatchEvent(new Event('lost'));
    };
    this._video.srcObject = stream;
    await this._video.play();
    this._schedule(0);
  }

  /** A turn is active: two pictures a second; else one now and then. */
  set isBusy(value) {
    if (this._isBusy === value) return;
    this._isBusy = value;
    if (value && this._stream) this._schedule(0);
  }

  async choose(id) {
    this._device = id;
    if (!this.isOpen) return;
    this.close();
    await this.open();
  }

  close() {
    clearTimeout(this._timer);
    if (!this._stream) return;
    for (const track of this._stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this._stream = null;
    this._video.srcObject = null;
  }

  /** The newest picture, or null where there is none. */
  async picture() {
    const { videoWidth: width, videoHeight: height } = this._video;
    if (!this._stream || !width) return null;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    this._canvas.width = Math.round(width * scale);
    this._canvas.height = Math.round(height * scale);
    this._canvas.getContext('2d', { alpha: false }).drawImage(this._video, 0, 0, this._canvas.width, this._canvas.height);
    const jpeg = await new Promise((done) => this._canvas.toBlob(done, 'image/jpeg', QUALITY));
    return this._stream && jpeg ? { jpeg, width: this._canvas.width, height: this._canvas.height } : null;
  }

  _schedule(inMs) {
    clearTimeout(this._timer);
    this._timer = setTimeout(async () => {
      const frame = await this.picture();
      if (!this._stream) return;
      if (frame) this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
      this._schedule(this._isBusy ? BUSY_MS : IDLE_MS);
    }, inMs);
  }
}
