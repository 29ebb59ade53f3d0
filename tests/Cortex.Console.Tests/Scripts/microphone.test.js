import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MicrophoneWatch } from './wwwroot/sound/microphone-watch.js';
import { Microphone } from './wwwroot/sound/microphone.js';

// Node 18 has none.
globalThis.CustomEvent ??= class extends Event {
  constructor(name, { detail } = {}) {
    super(name);
    this.detail = detail;
  }
};

const RUNS = { isSuspended: false, isMuted: false };

// Half a second of chunks, then a look.
function half(watch, at, { level, facts = RUNS } = {}) {
  for (let ms = 20; level !== undefined && ms <= 500; ms += 20) watch.heard(level, at + ms);
  watch.look(at + 500, facts);
  return at + 500;
}

test('a microphone that gives nothing is known within two seconds and a half, and why; one that gives again is known at once', () => {
  for (const [facts, why] of [[RUNS, 'stalled'], [{ isSuspended: true, isMuted: false }, 'suspended'], [{ isSuspended: false, isMuted: true }, 'muted']]) {
    const watch = new MicrophoneWatch(0);
    let at = half(watch, 0, { level: -50 });
    assert.equal(watch.why, null);
    for (let n = 0; n < 5; n++) at = half(watch, at, { facts });
    assert.equal(watch.why, why);
    half(watch, at, { level: -50 });
    assert.equal(watch.why, null);
  }
});

test('a page that slept itself does not take the microphone for deaf', () => {
  const watch = new MicrophoneWatch(0);
  half(watch, 0, { level: -50 });
  watch.look(9000, RUNS);
  assert.equal(watch.why, null);
  half(watch, 9000, { level: -50 });
  assert.equal(watch.why, null);
});

test('six seconds of zeros from the start are told; a quiet room is not; what gave sound once is given a minute between words', () => {
  const watch = new MicrophoneWatch(0);
  let at = 0;
  for (let n = 0; n < 12; n++) at = half(watch, at, { level: -100 });
  assert.equal(watch.why, null);
  at = half(watch, at, { level: -100 });
  assert.equal(watch.why, 'silent');
  at = half(watch, at, { level: -40 });
  assert.equal(watch.why, null);
  for (let n = 0; n < 40; n++) at = half(watch, at, { level: -90 });
  assert.equal(watch.why, null);
  for (let n = 0; n < 119; n++) at = half(watch, at, { level: -100 });
  assert.equal(watch.why, null);
  for (let n = 0; n < 3; n++) at = half(watch, at, { level: -100 });
  assert.equal(watch.why, 'silent');
});

test('a context that the browser put to sleep is woken at each look and each Talk, and nobody waits for it for ever', async () => {
  const microphone = new Microphone();
  const resumed = [];
  microphone._stream = { getAudioTracks: () => [{ muted: false }] };
  microphone._context = { state: 'suspended', resume: () => resumed.push(1) && new Promise(() => {}) };
  microphone._watch = new MicrophoneWatch(performance.now() - 5000);
  const heard = [];
  microphone.addEventListener('hearing', ({ detail }) => heard.push(detail.why));
  Object.defineProperty(globalThis, 'navigator', { value: { mediaDevices: { getUserMedia() {} } }, configurable: true });
  await microphone.open();
  microphone._look();
  microphone._look();
  assert.equal(resumed.length, 3);
  assert.deepEqual(heard, ['suspended']);
});
