// The player's thread of sound: the queue, and what meets a voice during an answer without a hop through the page.

import { BargeIn } from './barge-in.js';
import { PlaybackQueue } from './playback-queue.js';

const REPORT_EVERY = 20; // blocks of 128 samples: about 100 ms

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    this._queue = new PlaybackQueue(sampleRate);
    this._bargeIn = new BargeIn();
    this._blocks = 0;
    this._wasSounding = false;
    this._level = 'full';
    this.port.onmessage = ({ data }) => this._do(data);
  }

  _do(order) {
    const queue = this._queue;
    if (order.kind === 'write') queue.write(order.take, order.pcm);
    else if (order.kind === 'end') queue.end(order.take);
    else if (order.kind === 'cut') {
      queue.cut(order.take);
      this._bargeIn.reset();
    } else if (order.kind === 'set') Object.assign(queue, order.values);
    else if (order.kind === 'microphone') order.port.onmessage = ({ data }) => this._bargeIn.voice(data.isOpen, this._now());
  }

  _now() {
    return (currentFrame * 1000) / sampleRate;
  }

  process(_, outputs) {
    const queue = this._queue;
    if (!queue.now) this._bargeIn.reset();
    queue.level = this._bargeIn.level(this._now());
    queue.fill(outputs[0][0]);
    for (let i = 1; i < outputs[0].length; i++) outputs[0][i].set(outputs[0][0]);
    this._report(queue);
    return true;
  }

  _report(queue) {
    const changed = queue.happened.length > 0 || queue.isSounding !== this._wasSounding || queue.level !== this._level;
    if (!changed && !(queue.isSounding && ++this._blocks >= REPORT_EVERY)) return;
    this._blocks = 0;
    this._wasSounding = queue.isSounding;
    this._level = queue.level;
    this.port.postMessage({ at: currentTime, happened: queue.happened.splice(0), now: queue.now, isSounding: queue.isSounding, level: queue.level, dropped: queue.droppedSamples });
  }
}

registerProcessor('cortex-player', Player);
