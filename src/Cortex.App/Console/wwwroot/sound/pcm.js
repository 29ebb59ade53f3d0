// Sound as bytes: 16 bits little-endian, mono, and base64 of it. Pure.

/** @param {ArrayBuffer} buffer @returns {string} */
export function toBase64(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

/** @param {string} text @returns {Int16Array} */
export function fromBase64(text) {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return new Int16Array(bytes.buffer, 0, bytes.length >> 1);
}

/** The rate that a mime type such as audio/pcm;rate=24000 names. */
export function rateOf(mimeType, otherwise) {
  const rate = /rate=(\d+)/.exec(mimeType ?? '');
  return rate ? Number(rate[1]) : otherwise;
}

/** Decibels below full scale of some samples between -1 and 1. */
export function decibels(samples) {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i] * samples[i];
  return 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-10);
}
