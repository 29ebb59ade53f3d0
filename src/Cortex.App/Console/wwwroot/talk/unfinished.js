// Was an answer under way when this page went? A reload drops what was still to come of it, and that is not to pass in silence.

const UNDER_WAY = 'cortex.underway';

export class Unfinished {
  constructor(storage = sessionStorage) {
    this._storage = storage;
    this._was = null;
    /** True once: the page before this one, in the same tab, left an answer or a question behind. */
    this.wasCut = storage.getItem(UNDER_WAY) !== null;
    storage.removeItem(UNDER_WAY);
  }

  /** @param {boolean} isUnderWay a question waits for its answer, or that is still coming or sounding */
  note(isUnderWay) {
    if (isUnderWay === this._was) return;
    this._was = isUnderWay;
    if (isUnderWay) this._storage.setItem(UNDER_WAY, '1');
    else this._storage.removeItem(UNDER_WAY);
  }

  /** @returns {boolean} whether it is to be told, and only once */
  take() {
    const { wasCut } = this;
    this.wasCut = false;
    return wasCut;
  }
}
