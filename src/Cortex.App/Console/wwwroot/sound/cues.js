// Short sounds that tell a state, the same scores as on the device: rising is good, falling is an end, no two have the same rhythm.

const D = 2349, E = 2637, F = 2960, A = 3520, B = 3951, LOW = 2217;

// [at, length, from Hz, to Hz] in milliseconds.
const SCORES = {
  ready: [[0, 70, D, D], [90, 70, F, F], [180, 140, A, A]],
  listening: [[0, 45, D, D], [60, 65, A, A]],
  heard: [[0, 110, F, E]],
  thinking: [[0, 30, E, E]],
  interrupted: [[0, 30, A, A], [45, 30, F, F], [90, 70, D, D]],
  error: [[0, 80, D, D], [120, 80, D, D], [240, 180, LOW, LOW]],
  offline: [[0, 200, A, A], [240, 200, D, D]],
  online: [[0, 60, F, F], [100, 320, B, B]],
  muted: [[0, 60, B, B], [190, 70, D, D]],
  unmuted: [[0, 150, D, D], [170, 110, B, B]],
  cameraOn: [[0, 20, D, D], [45, 20, D, D], [100, 190, D, A]],
  cameraOff: [[0, 190, A, D], [215, 20, D, D], [260, 25, D, D]],
};

/** What each cue means, for who asks for help. */
export const CUE_MEANINGS = {
  ready: 'ready',
  listening: 'I hear you',
  heard: 'I have your question',
  thinking: 'I am thinking',
  interrupted: 'the answer was cut',
  error: 'something failed',
  offline: 'no network, this device answers alone',
  online: 'the network is back',
  muted: 'microphone off',
  unmuted: 'microphone on',
  cameraOn: 'camera on',
  cameraOff: 'camera off',
};

const made = new Map();

/** @returns {AudioBuffer} */
export function cueSound(context, name) {
  if (!made.has(name)) made.set(name, render(context, SCORES[name]));
  return made.get(name);
}

function render(context, notes) {
  const rate = context.sampleRate;
  const length = Math.max(...notes.map(([at, ms]) => at + ms));
  const buffer = context.createBuffer(1, Math.ceil((length * rate) / 1000), rate);
  const sound = buffer.getChannelData(0);
  for (const [at, ms, from, to] of notes) {
    const start = Math.round((at * rate) / 1000);
    const count = Math.floor((ms * rate) / 1000);
    let phase = 0;
    for (let i = 0; i < count && start + i < sound.length; i++) {
      phase += (2 * Math.PI * (from + ((to - from) * i) / count)) / rate;
      const edge = Math.min(1, i / (0.005 * rate), (count - i) / (0.012 * rate));
      sound[start + i] += 0.55 * edge * Math.exp((-2.2 * i) / count) * (Math.sin(phase) + 0.1 * Math.sin(2 * phase));
    }
  }
  return buffer;
}
