// The microphone's thread of sound: to 16 kHz, in chunks of 20 ms, with a word to the player the moment a voice may have begun.

import { decibels } from './pcm.js';
import { Resampler } from './resampler.js';
import { VoiceGate } from './voice-gate.js';

const RATE = 16_000;
const BLOCK = RATE / 100;

class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this._resampler = new Resampler(sampleRate, RATE);
    this._gate = new VoiceGate();
    this._block = new Float32Array(BLOCK);
    this._filled = 0;
    this._chunk = new Int16Array(2 * BLOCK);
    this._half = 0;
    this._level = -100;
    this.port.onmessage = ({ data }) => {
      if (data.player) this._player = data.player;
      if ('isAnswering' in data) this._gate.isAnswering = data.isAnswering;
    };
  }

  process(inputs) {
    const input = inputs[0]?.[0];
    if (!input) return true;
    for (const sample of this._resampler.push(input)) {
      this._block[this._filled++] = sample;
      if (this._filled === BLOCK) this._finishBlock();
    }
    return true;
  }

  _finishBlock() {
    this._filled = 0;
    const level = decibels(this._block);
    this._level = Math.max(this._level, level);
    if (this._gate.push(level)) {
      const voice = { isOpen: this._gate.isOpen, quietMs: this._gate.quietMs };
      this._player?.postMessage(voice);
      this.port.postMessage({ voice, at: currentTime });
    }
    for (let i = 0; i < BLOCK; i++) this._chunk[this._half * BLOCK + i] = Math.max(-32768, Math.min(32767, Math.round(this._block[i] * 32767)));
    if (++this._half < 2) return;
    this.port.postMessage({ pcm: this._chunk.buffer, level: this._level, isVoice: this._gate.isOpen }, [this._chunk.buffer]);
    this._chunk = new Int16Array(2 * BLOCK);
    this._half = 0;
    this._level = -100;
  }
}

registerProcessor('cortex-microphone', Microphone);
