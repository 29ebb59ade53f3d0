// Sound and a picture made by arithmetic, and a microphone that runs at the speed of speech.
const rate = 16_000;

// Something like a vowel: a pitch of 130 Hz that wavers, formants, and four syllables a second.
export function voice(milliseconds) {
  const samples = new Int16Array((rate * milliseconds) / 1000);
  let phase = 0;
  for (let index = 0; index < samples.length; index++) {
    const time = index / rate;
    phase += (2 * Math.PI * (130 + 8 * Math.sin(2 * Math.PI * 3 * time))) / rate;
    let value = 0;
    for (let harmonic = 1; harmonic <= 25; harmonic++) {
      const frequency = harmonic * 130;
      const gain = [700, 1200, 2600].reduce((sum, formant, order) => sum + Math.exp(-(((frequency - formant) / 180) ** 2)) / (order + 1), 0.08 / harmonic);
      value += gain * Math.sin(harmonic * phase);
    }

    samples[index] = 4_500 * value * (0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * time));
  }

  return Buffer.from(samples.buffer);
}

export function silence(milliseconds) {
  return Buffer.alloc((rate * 2 * milliseconds) / 1000);
}

// Chunks of 20 ms, each at its time.
export async function send(session, pcm) {
  const start = performance.now();
  for (let offset = 0; offset < pcm.length; offset += 640) {
    session.sendRealtimeInput({ audio: { data: pcm.subarray(offset, offset + 640).toString('base64'), mimeType: `audio/pcm;rate=${rate}` } });
    const due = start + ((offset / 640 + 1) * 20);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
}

// A JPEG of one red pixel.
export const picture = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////'
    + 'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==',
  'base64',
);
