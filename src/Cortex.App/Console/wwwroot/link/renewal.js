// A program that was replaced brings another page with it. This one goes on, says that it is older, and is loaded anew when nothing is
// going on.

const LOOK_MS = 3_000;

export class Renewal {
  /** @param {() => boolean} isIdle @param {() => void} tell @param {() => void} reload */
  constructor(isIdle, tell, reload) {
    Object.assign(this, { _isIdle: isIdle, _tell: tell, _reload: reload });
  }

  /** The program names its version. The first one is that of this page, which came from it. */
  hello(version) {
    this._own ??= version;
    if (version === this._own || this._looking) return;
    this._tell();
    this._looking = setInterval(() => this._isIdle() && this.now(), LOOK_MS);
  }

  now() {
    clearInterval(this._looking);
    this._reload();
  }
}
