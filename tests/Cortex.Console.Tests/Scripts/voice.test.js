import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BargeIn } from './wwwroot/sound/barge-in.js';
import { decibels, fromBase64, rateOf, toBase64 } from './wwwroot/sound/pcm.js';
import { Resampler } from './wwwroot/sound/resampler.js';
import { VoiceGate } from './wwwroot/sound/voice-gate.js';

test('a voice lowers the answer at once and pauses it after 60 ms until it is cut', () => {
  const bargeIn = new BargeIn();
  bargeIn.voice(true, 1000);
  assert.equal(bargeIn.level(1000), 'ducked');
  assert.equal(bargeIn.level(1070), 'paused');
  assert.equal(bargeIn.level(3000), 'paused');
  bargeIn.reset();
  assert.equal(bargeIn.level(3001), 'full');
});

test('a short noise gives the answer back after 120 ms, a voice that nobody cut for after 1.2 s, any after 10 s', () => {
  const noise = new BargeIn();
  noise.voice(true, 0);
  noise.voice(false, 100);
  assert.equal(noise.level(210), 'paused');
  assert.equal(noise.level(220), 'full');
  const voice = new BargeIn();
  voice.voice(true, 0);
  voice.voice(false, 1000);
  assert.equal(voice.level(2100), 'paused');
  assert.equal(voice.level(2200), 'full');
  const endless = new BargeIn();
  endless.voice(true, 0);
  assert.equal(endless.level(9999), 'paused');
  assert.equal(endless.level(10_000), 'full');
});

test('the gate opens within 20 ms of a voice, stays over gaps in it, and learns a steady noise', () => {
  const gate = new VoiceGate();
  for (let i = 0; i < 100; i++) assert.equal(gate.push(-60 + (i % 3)), false);
  gate.push(-30);
  assert.equal(gate.push(-30), true);
  for (let i = 0; i < 20; i++) assert.equal(gate.push(-60), false, 'a stop inside a word');
  gate.push(-30);
  let closed = 0;
  for (let i = 0; i < 40; i++) closed += gate.push(-60) ? 1 : 0;
  assert.equal(closed, 1);
  assert.equal(gate.isOpen, false);
  for (let i = 0; i < 1000; i++) gate.push(-45);
  assert.equal(gate.isOpen, false, 'a fan');
});

test('while an answer sounds only what stands out more opens it', () => {
  const gate = new VoiceGate();
  for (let i = 0; i < 100; i++) gate.push(-60);
  gate.isAnswering = true;
  for (let i = 0; i < 10; i++) assert.equal(gate.push(-46), false);
  gate.push(-30);
  gate.push(-30);
  assert.equal(gate.push(-30), true);
});

test('48 and 44.1 kHz become 16 kHz, without what lies above 8', () => {
  for (const rate of [48_000, 44_100]) {
    for (const [hz, from, to] of [[1000, -10, -8.5], [12_000, -200, -50]]) {
      const resampler = new Resampler(rate, 16_000);
      const made = [];
      for (let block = 0; block < 200; block++) made.push(...resampler.push(Float32Array.from({ length: 128 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * (block * 128 + i)) / rate))));
      assert.ok(Math.abs(made.length - (200 * 128 * 16_000) / rate) < 30, `${made.length} at ${rate}`);
      const level = decibels(made.slice(500));
      assert.ok(level > from && level < to, `${level} dB at ${rate}, ${hz} Hz`);
    }
  }
});

test('sound survives base64, and a mime type tells its rate', () => {
  const pcm = Int16Array.from([0, 1, -1, 32767, -32768]);
  assert.deepEqual([...fromBase64(toBase64(pcm.buffer))], [...pcm]);
  assert.equal(rateOf('audio/pcm;rate=24000', 1), 24_000);
  assert.equal(rateOf('audio/pcm', 24_000), 24_000);
});
