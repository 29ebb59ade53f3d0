// Any rate down (or up) to another one, block by block, with what lies above the new half rate filtered out. Pure.

const HALF = 16;
const PHASES = 64;

export class Resampler {
  constructor(from, to) {
    this._step = from / to;
    this._width = Math.ceil(HALF * Math.max(1, this._step));
    this._kernels = this._step === 1 ? null : kernels(Math.min(1, to / from), this._width);
    this._kept = new Float32Array(2 * this._width);
    this._at = this._width;
  }

  /** @param {Float32Array} block @returns {Float32Array} what it makes at the other rate */
  push(block) {
    if (!this._kernels) return block;
    const all = new Float32Array(this._kept.length + block.length);
    all.set(this._kept);
    all.set(block, this._kept.length);
    const made = [];
    while (Math.floor(this._at) + this._width < all.length) {
      const first = Math.floor(this._at);
      const kernel = this._kernels[Math.floor((this._at - first) * PHASES)];
      let sum = 0;
      for (let i = 0; i < kernel.length; i++) sum += kernel[i] * all[first - this._width + 1 + i];
      made.push(sum);
      this._at += this._step;
    }
    const keepFrom = Math.max(0, Math.min(all.length, Math.floor(this._at) - this._width));
    this._kept = all.slice(keepFrom);
    this._at -= keepFrom;
    return Float32Array.from(made);
  }
}

function kernels(cutoff, width) {
  return Array.from({ length: PHASES }, (_, phase) => {
    const kernel = new Float32Array(2 * width);
    let sum = 0;
    for (let i = 0; i < kernel.length; i++) {
      const x = i - width + 1 - phase / PHASES;
      const wave = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
      kernel[i] = Math.abs(x) >= width ? 0 : wave * (0.5 + 0.5 * Math.cos((Math.PI * x) / width));
      sum += kernel[i];
    }
    return kernel.map((value) => value / sum);
  });
}
