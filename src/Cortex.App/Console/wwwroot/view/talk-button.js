// The big button: held, it talks while it is held; pressed shortly, or by a screen reader, it begins and the next press ends.

const SHORT_MS = 350;

export class TalkButton {
  /** @param {HTMLElement} button @param {{begin: () => void, end: () => void, isOn: () => boolean}} talk */
  constructor(button, talk) {
    this._talk = talk;
    button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      button.setPointerCapture?.(event.pointerId);
      this.press();
    });
    for (const name of ['pointerup', 'pointercancel']) button.addEventListener(name, () => this.release());
    button.addEventListener('keydown', (event) => {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      if (!event.repeat) this.press();
    });
    button.addEventListener('keyup', (event) => {
      if (event.key === ' ' || event.key === 'Enter') this.release();
    });
    button.addEventListener('blur', () => this._since && this.release());
    // A screen reader presses without a pointer and without a key.
    button.addEventListener('click', (event) => {
      if (event.detail === 0 && !this._since && performance.now() - (this._last ?? -1000) > 300) {
        this.press();
        this.release();
      }
    });
  }

  press() {
    this._wasOn = this._talk.isOn();
    this._since = performance.now();
    if (!this._wasOn) this._talk.begin();
  }

  release() {
    if (!this._since) return;
    const isShort = performance.now() - this._since < SHORT_MS;
    this._since = 0;
    this._last = performance.now();
    if (this._wasOn || !isShort) this._talk.end();
  }
}
