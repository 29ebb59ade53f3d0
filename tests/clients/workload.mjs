// The workload of `cortex bench side-by-side` with Google's own client: every 20 ms a chunk of sound up, every 500 ms a picture, every
// 3 s a typed question whose answer comes back as sound. Prints what it took as one JSON object.
// Usage: node workload.mjs BASE_URL SECONDS PICTURE
import { readFileSync } from 'node:fs';
import { GoogleGenAI, Modality } from '@google/genai';

const [baseUrl, seconds, pictureFile] = process.argv.slice(2);
const ai = new GoogleGenAI({ apiKey: 'made-up-key', httpOptions: { baseUrl } });
const picture = readFileSync(pictureFile);
const chunk = Buffer.alloc(640);
for (let index = 0; index < chunk.length; index += 2) {
  chunk.writeInt16LE(((index * 73) % 17) - 8, index);
}

const sound = Buffer.alloc(1 << 20);
const report = { setupMs: 0, latenciesMs: [], chunks: 0, pictures: 0, soundBytes: 0, cpuSeconds: 0, wallSeconds: 0, residentBytes: 0, peakBytes: 0, ownBytes: 0 };
let asked;
const session = await ai.live.connect({
  model: 'gemini-3.8-live',
  config: { responseModalities: [Modality.AUDIO] },
  callbacks: {
    onmessage: (message) => {
      for (const part of message.serverContent?.modelTurn?.parts ?? []) {
        if (part.inlineData?.data) {
          report.soundBytes += sound.write(part.inlineData.data, 'base64');
          if (asked !== undefined) {
            report.latenciesMs.push(performance.now() - asked);
            asked = undefined;
          }
        }
      }
    },
    onerror: (event) => console.error(event.message),
    onclose: (event) => {
      if (event.code > 1000) {
        console.error(`closed: ${event.code} ${event.reason}`);
      }
    },
  },
});
report.setupMs = performance.now();

// The first seconds are the warm-up of everybody.
const start = performance.now();
const end = seconds * 1000;
const warmUp = Math.min(5000, end / 4);
let cpu;
let measured;
for (let tick = 1; tick * 20 <= end; tick++) {
  session.sendRealtimeInput({ audio: { data: chunk.toString('base64'), mimeType: 'audio/pcm;rate=16000' } });
  report.chunks++;
  if (tick % 25 === 0) {
    session.sendRealtimeInput({ video: { data: picture.toString('base64'), mimeType: 'image/jpeg' } });
    report.pictures++;
  }

  if (tick % 150 === 50) {
    asked = performance.now();
    session.sendRealtimeInput({ text: 'ping' });
  }

  if (cpu === undefined && tick * 20 >= warmUp) {
    cpu = process.cpuUsage();
    measured = performance.now();
    report.latenciesMs = [];
  }

  await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + tick * 20 - performance.now())));
}

const spent = process.cpuUsage(cpu);
report.cpuSeconds = (spent.user + spent.system) / 1e6;
report.wallSeconds = (performance.now() - measured) / 1000;
report.residentBytes = process.memoryUsage().rss;
report.peakBytes = process.resourceUsage().maxRSS * 1024;
report.ownBytes = Number(/RssAnon:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
session.close();
console.log(JSON.stringify(report));
process.exit(0);
