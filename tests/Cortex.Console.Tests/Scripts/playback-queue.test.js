import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlaybackQueue } from './wwwroot/sound/playback-queue.js';

const RATE = 24_000;
const BLOCK = 128;
const tone = (ms, hz = 200) => Int16Array.from({ length: (ms * RATE) / 1000 }, (_, i) => 10_000 * Math.sin((2 * Math.PI * hz * i) / RATE));
const play = (queue, blocks) => {
  const out = new Float32Array(blocks * BLOCK);
  for (let i = 0; i < blocks; i++) queue.fill(out.subarray(i * BLOCK, (i + 1) * BLOCK));
  return out;
};
const loudest = (out, from = 0, to = out.length) => out.subarray(from, to).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const steepest = (out) => out.reduce((most, sample, i) => Math.max(most, i ? Math.abs(sample - out[i - 1]) : 0), 0);

test('an answer begins when 40 ms are there, or when its end is', () => {
  const queue = new PlaybackQueue(RATE);
  queue.write(1, tone(30));
  assert.equal(loudest(play(queue, 1)), 0);
  queue.write(1, tone(20));
  assert.ok(loudest(play(queue, 2)) > 0.1);
  const short = new PlaybackQueue(RATE);
  short.write(1, tone(20));
  short.end(1);
  assert.ok(loudest(play(short, 2)) > 0.1);
});

test('an answer that is shorter than the start buffer and has no end sounds after as long again', () => {
  const queue = new PlaybackQueue(RATE);
  queue.write(1, tone(30));
  assert.ok(loudest(play(queue, 20)) > 0.1);
});

test('at full volume and natural speed not one sample is changed', () => {
  const queue = new PlaybackQueue(RATE);
  const sound = tone(500);
  queue.write(1, sound);
  queue.end(1);
  const out = play(queue, Math.ceil(sound.length / BLOCK));
  assert.deepEqual([...out.subarray(0, sound.length)], [...Float32Array.from(sound, (one) => one / 32768)]);
});

test('what is cut is silent within a block, without a click, and late chunks of it are dropped', () => {
  const queue = new PlaybackQueue(RATE);
  queue.write(1, tone(1000));
  play(queue, 20);
  queue.cut(1);
  const out = play(queue, 4);
  assert.ok(loudest(out, 0, BLOCK) > 0, 'it fades');
  assert.equal(loudest(out, 2 * BLOCK), 0);
  assert.ok(steepest(out) < 0.05);
  assert.equal(queue.write(1, tone(100)), false);
  assert.equal(queue.droppedSamples, 2400);
  assert.equal(loudest(play(queue, 10)), 0);
  assert.equal(queue.write(2, tone(100)), true);
  assert.ok(loudest(play(queue, 10)) > 0.1);
});

test('under-runs make the start buffer grow, clean answers make it shrink', () => {
  const queue = new PlaybackQueue(RATE);
  const least = queue.startSamples;
  queue.write(1, tone(60));
  play(queue, 20);
  queue.write(1, tone(60));
  play(queue, 20);
  assert.equal(queue.startSamples, 2 * least);
  assert.ok(queue.happened.some(({ kind }) => kind === 'dry'));
  queue.end(1);
  queue.write(2, tone(1200));
  queue.end(2);
  play(queue, 240);
  assert.equal(queue.startSamples, least);
});

test('a pause keeps the place, and sound goes on 100 ms before it', () => {
  const queue = new PlaybackQueue(RATE);
  queue.write(1, tone(2000));
  play(queue, 100);
  const before = queue.now.playedMs;
  queue.level = 'paused';
  const out = play(queue, 100);
  assert.equal(loudest(out, 3 * BLOCK), 0);
  assert.ok(queue.now.playedMs - before < 20);
  queue.level = 'full';
  play(queue, 1);
  assert.ok(queue.now.playedMs < before - 80 && queue.now.playedMs > before - 120, `${queue.now.playedMs} after ${before}`);
});

test('ducked is 24 dB softer, and too loud is limited, never wrapped', () => {
  const queue = new PlaybackQueue(RATE);
  queue.write(1, tone(2000));
  const full = loudest(play(queue, 40));
  queue.level = 'ducked';
  play(queue, 2);
  assert.ok(Math.abs(20 * Math.log10(loudest(play(queue, 40)) / full) + 24) < 0.5);
  queue.level = 'full';
  queue.volume = 2;
  queue.write(1, Int16Array.from(tone(1000), (one) => one * 3));
  assert.ok(loudest(play(queue, 500)) <= 1);
});

test('faster and slower take their time, with the pitch kept', () => {
  for (const speed of [0.7, 1.5]) {
    const queue = new PlaybackQueue(RATE);
    queue.speed = speed;
    queue.write(1, tone(3000));
    queue.end(1);
    const out = play(queue, 900);
    const sounded = out.findLastIndex((sample) => Math.abs(sample) > 0.01) / RATE;
    assert.ok(Math.abs(sounded - 3 / speed) < 0.1, `${sounded} s at ${speed}`);
    const crossings = out.subarray(0, RATE).reduce((count, sample, i) => count + (i && sample >= 0 && out[i - 1] < 0 ? 1 : 0), 0);
    assert.ok(Math.abs(crossings - 200) < 8, `${crossings} Hz at ${speed}`);
    assert.ok(steepest(out) < 0.06);
  }
});
