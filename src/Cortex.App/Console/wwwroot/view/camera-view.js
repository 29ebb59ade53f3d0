// The camera's picture with what was recognised in it, and the same in words.

import { byId, draw, setText } from './dom.js';

export class CameraView {
  constructor() {
    this._objects = [];
    byId('video').addEventListener('resize', () => this._fit());
  }

  showOn(isOn) {
    byId('camera').setAttribute('aria-checked', isOn);
    byId('no-picture').hidden = isOn;
    byId('no-picture').parentElement.toggleAttribute('data-off', !isOn);
    if (!isOn) this.scene({ objects: [] });
    if (!isOn) setText(byId('scene'), '');
  }

  /** @param scene {width, height, objects: [{label, confidence, x, y, width, height, where}]} in fractions */
  scene({ width, height, objects }) {
    this._size = width && height ? [width, height] : null;
    this._objects = objects ?? [];
    this._fit();
    const words = this._objects.map(({ label, where, confidence }) => `${label}${where ? `, ${where}` : ''} (${Math.round(confidence * 100)} %)`);
    setText(byId('scene'), words.length ? `Recognised: ${words.join('; ')}.` : 'Nothing is recognised.');
  }

  _fit() {
    const video = byId('video');
    const [width, height] = this._size ?? [video.videoWidth || 16, video.videoHeight || 9];
    const boxes = byId('boxes');
    boxes.setAttribute('viewBox', `0 0 ${width} ${height}`);
    boxes.setAttribute('preserveAspectRatio', 'xMidYMid meet');
    boxes.replaceChildren(...this._objects.flatMap((one) => {
      const at = { x: one.x * width, y: one.y * height, width: one.width * width, height: one.height * height };
      const size = Math.max(width, height) / 32;
      return [draw('rect', { class: 'under', ...at }), draw('rect', at), draw('text', { x: at.x + size / 4, y: Math.max(size, at.y + size), 'font-size': size }, one.label)];
    }));
  }
}
