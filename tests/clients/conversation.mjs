// A whole conversation with Google's own client against a Live server; prints what it saw as one JSON object.
// Usage: node conversation.mjs BASE_URL
import { GoogleGenAI, Modality } from '@google/genai';
import { Listener } from './listener.mjs';
import { picture, send, silence, voice } from './media.mjs';

const baseUrl = process.argv[2];
const ai = new GoogleGenAI({ apiKey: 'made-up-key', httpOptions: { baseUrl } });
const model = 'gemini-3.8-live';
const config = {
  responseModalities: [Modality.AUDIO],
  systemInstruction: 'Short answers.',
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  sessionResumption: {},
  tools: [{ functionDeclarations: [{ name: 'set_lamp', description: 'Turns the lamp on or off', parametersJsonSchema: { type: 'object', properties: { on: { type: 'boolean' } }, additionalProperties: false } }] }],
};
const report = {};

const listener = new Listener();
const session = await ai.live.connect({ model, config, callbacks: listener.callbacks });
report.setup = { complete: session.setupComplete !== undefined };

// A spoken question about a picture.
session.sendRealtimeInput({ video: { data: picture.toString('base64'), mimeType: 'image/jpeg' } });
await send(session, voice(900));
const spoken = listener.turn();
await send(session, silence(1100));
report.spoken = await spoken;

// A long answer, cut by a voice.
const story = listener.first();
session.sendClientContent({ turns: 'Tell me a story.', turnComplete: true });
await story;
const cut = listener.turn();
const speaking = send(session, voice(900));
report.interrupted = await cut;
await speaking;
const after = listener.turn();
await send(session, silence(1100));
report.afterInterruption = await after;

// A tool call, whose turn ends without speech, and the answer spoken in the next.
const calling = listener.turn();
session.sendRealtimeInput({ text: 'Light on, please.' });
report.call = await calling;
const answering = listener.turn();
const call = report.call.calls[0];
session.sendToolResponse({ functionResponses: [{ id: call.id, name: call.name, response: { output: { lamp: 'on' } } }] });
report.answerToCall = await answering;

// The same conversation on a new connection.
const handle = await listener.handle();
report.closed = await listener.close(session);
const resumed = new Listener();
const second = await ai.live.connect({ model, config: { ...config, sessionResumption: { handle } }, callbacks: resumed.callbacks });
const remembering = resumed.turn();
second.sendClientContent({ turns: [{ role: 'user', parts: [{ text: 'What did I ask first?' }] }], turnComplete: true });
report.resumed = await remembering;
await resumed.close(second);

// An ephemeral token that fixes the model and the instruction.
const minting = new GoogleGenAI({ apiKey: 'made-up-key', httpOptions: { baseUrl, apiVersion: 'v1alpha' } });
const token = await minting.authTokens.create({
  config: { uses: 1, liveConnectConstraints: { model, config: { responseModalities: [Modality.AUDIO], systemInstruction: 'Locked words.', outputAudioTranscription: {} } } },
});
const bearer = new GoogleGenAI({ apiKey: token.name, httpOptions: { baseUrl, apiVersion: 'v1alpha' } });
const locked = new Listener();
const third = await bearer.live.connect({ model, config: { responseModalities: [Modality.AUDIO], systemInstruction: 'Free words.' }, callbacks: locked.callbacks });
const instructed = locked.turn();
third.sendRealtimeInput({ text: 'What is your instruction?' });
report.token = { name: token.name, turn: await instructed };
await locked.close(third);

// A refusal: this client's connect never settles then, but it hands the close on.
const refused = new Listener();
ai.live.connect({ model: 'gemini-2.0-flash-exp', config: {}, callbacks: refused.callbacks }).catch(() => {});
report.refused = await refused.closed();

// The HTTP side.
const contents = [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/jpeg', data: picture.toString('base64') } }, { text: 'What do you see?' }] }];
const answer = await ai.models.generateContent({ model: 'gemini-3.8-flash', contents, config: { maxOutputTokens: 256, systemInstruction: 'Be brief.' } });
report.generate = { text: answer.text, finish: answer.candidates[0].finishReason, tokens: answer.usageMetadata.totalTokenCount };
report.stream = [];
for await (const slice of await ai.models.generateContentStream({ model: 'gemini-3.8-flash', contents })) {
  report.stream.push(slice.text ?? '');
}

const speech = await ai.models.generateContent({
  model: 'gemini-3.8-flash-tts',
  contents: [{ parts: [{ text: 'Good morning' }] }],
  config: { responseModalities: [Modality.AUDIO], speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } } },
});
const sound = speech.candidates[0].content.parts[0].inlineData;
report.speech = { mimeType: sound.mimeType, start: Buffer.from(sound.data, 'base64').toString('latin1', 0, 4) };

report.models = [];
for await (const one of await ai.models.list({ config: { pageSize: 5 } })) {
  report.models.push(one.name);
}

report.error = await ai.models
  .generateContent({ model: 'gemini-2.0-flash', contents: 'hi' })
  .then(() => 'answered', (error) => ({ status: error.status, message: String(error.message) }));

console.log(JSON.stringify(report));
