// The pump of the page: microphone and camera into the conversation, its answers to the loudspeaker. Server turns: the program decides
// when a question is over; what the page decides is only how the player meets a voice (sound/barge-in.js).

import { LiveLink } from '../link/live-link.js';
import { fromBase64, rateOf, toBase64 } from '../sound/pcm.js';
import { MicrophoneLane } from './microphone-lane.js';
import { OldAnswer } from './old-answer.js';
import { TypedQueue } from './typed-queue.js';

const AUDIO = 'audio/pcm;rate=16000';
const RATE = 24_000;
const QUIET_MS = 20_000;
const GIVE_UP_MS = 15_000;
const LEAST_VOICE_MS = 200;
const DRAIN_MS = 20;
const BREATH_MS = 1_000;
// So much later the events socket, which tells orders, may be than the conversation.
const TOLD_LATER_MS = 500;
// A voice of this length is a question, where no server tells what it took for one.
const QUESTION_MS = 800;
// Who is silent for longer has said the question; what comes then is another one.
const PAUSE_MS = 2_000;
const MOST_WAITING = 96 * 1024;
const FRAME_WAITING = 16 * 1024;

/** Events: 'change' (something about the state), 'interrupted' {turn}, 'answered' {turn}, 'notice' {words, level, kind?}, 'usage' {…}. */
export class Conversation extends EventTarget {
  constructor({ player, microphone, camera, book, options }) {
    super();
    Object.assign(this, { player, microphone, camera, book, options });
    this.link = new LiveLink(() => this._setup(), () => book.history(), () => options().livePath);
    this.lane = new MicrophoneLane((chunk) => this._sendAudio(chunk));
    this.isVoice = false;
    /** What the microphone gives goes out: a key is held, or hands-free. */
    this.isListening = false;
    this.isStreaming = false;
    this._tools = new Set();
    this.old = new OldAnswer(book, (content) => this._answer(content, performance.now()), () => this._change());
    this.typed = new TypedQueue(book);
    this._join();
  }

  /** Open, and still wanted. */
  get isOpen() {
    return this.link.isWanted;
  }

  open() {
    this.link.start();
  }

  close() {
    this.stopListening();
    this.player.cut();
    this.link.stop();
    this.lane.clear();
    this._tellUnsent();
    this._change();
  }

  /** From now on what the microphone gives goes out. */
  listen() {
    this.isListening = true;
    this.open();
    this._lastVoice = performance.now();
    this._stream(true);
  }

  /** A key was let go, or hands-free was switched off: the question is over. */
  stopListening() {
    if (!this.isListening) return;
    this.isListening = false;
    if (this.isVoice) this._voice({ isOpen: false, quietMs: 0, at: performance.now() });
    this.book.endDecided(performance.now());
    this._stream(false);
    this._wait();
  }

  /** A typed question, with the newest picture in the same message. @returns its turn, or null where too many wait already */
  async ask(text) {
    this.open();
    if (this.typed.isFull) {
      this._say('Eight written questions wait already. This one was not taken: write it again later.', 'error');
      return null;
    }
    const isNow = this.typed.isEmpty;
    if (isNow) this.cutAnswer('typed');
    const turn = this.book.typed(text, performance.now(), isNow);
    const question = this.typed.add(turn, isNow);
    if (isNow) {
      this.old.begin(performance.now());
      this._tools.clear();
      this.lane.answered();
    }
    this._change();
    const picture = await this.camera.picture();
    const parts = [{ text }];
    if (picture) parts.unshift({ inlineData: { mimeType: 'image/jpeg', data: toBase64(await picture.jpeg.arrayBuffer()) } });
    question.message = { clientContent: { turns: [{ role: 'user', parts }], turnComplete: true } };
    this._sendTyped();
    return turn;
  }

  /** Silence, and nothing more of this answer; a question whose answer has not begun is taken back. */
  stop() {
    const sounding = this.cutAnswer('stop');
    const open = this.book.turns.find((turn) => !turn.isDone && !turn.isLeft && (turn.isAsked || turn.hasAnswer));
    if (open) {
      this.book.leave(open);
      this.old.begin(performance.now());
      if (!sounding) this.book.interrupted(open.turn, performance.now());
    }
    this._tools.clear();
    this.lane.answered();
    this.typed.clear(performance.now());
    this._change();
  }

  /** What answers is away: nobody tells any more what is taken for a voice. */
  unheard() {
    this._serverHears = false;
  }

  /** What was said last was an order, or asked nothing. @param {'typed' | 'voice'} kind */
  settled(kind) {
    this.book.settled(kind);
    this._sendTyped();
    this._change();
  }

  /** Cuts what sounds. @returns {boolean} whether something did */
  cutAnswer(why) {
    const number = this._sounding;
    this.player.cut();
    if (number === null || number === undefined) return false;
    const turn = this.book.interrupted(number, performance.now());
    this._sounding = null;
    if (turn) this.dispatchEvent(new CustomEvent('interrupted', { detail: { turn, why } }));
    return Boolean(turn);
  }

  _setup() {
    const { model, silenceMs } = this.options();
    return {
      model: `models/${(model || 'gemini-3.8-live').replace(/^models\//, '')}`,
      generationConfig: { responseModalities: ['AUDIO'] },
      realtimeInputConfig: { automaticActivityDetection: { silenceDurationMs: silenceMs } },
      contextWindowCompression: { slidingWindow: {} },
      inputAudioTranscription: {},
      outputAudioTranscription: {},
    };
  }

  _join() {
    const { player, microphone, camera, link, book } = this;
    microphone.addEventListener('chunk', ({ detail }) => this._chunk(detail));
    microphone.addEventListener('voice', ({ detail }) => this._voice(detail));
    camera.addEventListener('frame', ({ detail }) => this._frame(detail));
    link.addEventListener('ready', () => this._ready());
    link.addEventListener('message', ({ detail }) => this._message(detail, performance.now()));
    link.addEventListener('down', () => this._down());
    link.addEventListener('refused', () => this._tellUnsent());
    link.addEventListener('going', ({ detail }) => this._going(detail.leftMs));
    player.addEventListener('started', ({ detail }) => {
      if (!detail.isRepeat) book.sounded(detail.turn, detail.at);
    });
    player.addEventListener('position', ({ detail }) => this._position(detail));
    player.addEventListener('finished', ({ detail }) => this._finished(detail));
  }

  _chunk({ pcm, isVoice }) {
    const chunk = { pcm, isVoice };
    if (isVoice) this._lastVoice = performance.now();
    if (!this.isListening) return this.lane.hold(chunk);
    if (this.isStreaming && !isVoice && performance.now() - this._lastVoice > QUIET_MS && !this.book.isWaiting) this._stream(false);
    else if (!this.isStreaming && isVoice) this._stream(true);
    // While there is no line, a long silence would take the place of what was said.
    const isKept = isVoice || this.link.isReady || performance.now() - this._lastVoice < BREATH_MS;
    if (this.isStreaming && isKept) this.lane.push(chunk);
    else this.lane.hold(chunk);
    this._tellLost();
  }

  _voice({ isOpen, quietMs, at }) {
    if (!this.isListening && isOpen) return;
    this.isVoice = isOpen;
    if (isOpen) {
      if (this._sounding != null) this.book.voiceOver(this._sounding, at);
      this._voiceAt = at;
      const before = this.book.unanswered?.timing.voiceEnd;
      this._asksAgain = Boolean(this._waiting && before && at - before > PAUSE_MS);
      this.book.voiceBegan(at);
      this.lane.begin();
    } else if (at - quietMs - this._voiceAt < LEAST_VOICE_MS && !this.book.newest?.heard) {
      this.book.giveUp();
      this.lane.answered();
    } else {
      if (this.book.voiceEnded(at - quietMs)) this.old.asked();
      if (!this._asksAgain || !this._waiting) this._wait();
    }
    this._change();
  }

  _stream(isOn) {
    if (this.isStreaming === isOn) return;
    this.isStreaming = isOn;
    this._owesEnd = !isOn;
    if (!isOn) this._drain();
    this._change();
  }

  _tellLost() {
    if (!this.link.isReady || this.lane.isHolding) return;
    const seconds = Math.ceil(this.lane.takeLost() / 1000);
    if (seconds) this._say(`${seconds === 1 ? 'A second' : `${seconds} seconds`} of what you said ${seconds === 1 ? 'was' : 'were'} lost while there was no line. Say it again.`, 'warning', 'lost');
  }

  // All that waits goes out, as fast as the line takes it, and the stream's end behind it.
  _drain() {
    clearTimeout(this._draining);
    this.lane.flush();
    this._tellLost();
    if (!this.link.isReady) return;
    if (this.lane.isHolding) this._draining = setTimeout(() => this._drain(), DRAIN_MS);
    else if (this._owesEnd) this._owesEnd = !this.link.send({ realtimeInput: { audioStreamEnd: true } });
  }

  _sendAudio(chunk) {
    if (!this.link.isReady || this.link.waiting > MOST_WAITING) return false;
    chunk.text ??= toBase64(chunk.pcm);
    return this.link.send({ realtimeInput: { audio: { mimeType: AUDIO, data: chunk.text } } });
  }

  async _frame({ jpeg }) {
    if (!this.link.isReady || this.link.waiting > FRAME_WAITING) return;
    const data = toBase64(await jpeg.arrayBuffer());
    if (this.camera.isOpen) this.link.send({ realtimeInput: { video: { mimeType: 'image/jpeg', data } } });
  }

  _sendTyped() {
    const isBusy = this.book.isAsked || this._sounding != null;
    if (this.typed.isEmpty || !this.typed.flush((message) => this.link.send(message), isBusy)) return;
    this.old.begin(performance.now());
    this._wait();
    this._change();
  }

  _tellUnsent() {
    if (this.typed.clear(performance.now())) this._say('What you wrote was not sent. Write it again.', 'error');
  }

  _ready() {
    this._sendTyped();
    this.lane.replay();
    this._owesEnd = !this.isStreaming && this.book.isWaiting;
    this._drain();
    this._change();
  }

  _down() {
    // What sounds goes on to its end; of an answer that was cut off on its way nothing more comes.
    this.old.lost();
    this._tools.clear();
    const turn = this.book.turns.find((one) => !one.isDone && one.hasAnswer);
    if (turn) {
      this.player.end(turn.turn);
      this.book.complete(performance.now());
    }
    this._change();
  }

  _going(leftMs) {
    const until = performance.now() + Math.max(0, leftMs - 2000);
    clearInterval(this._goingTimer);
    this._goingTimer = setInterval(() => {
      const isQuiet = !this.isVoice && !this.book.isWaiting && this.book.turns.every((turn) => turn.isDone);
      if (!isQuiet && performance.now() < until) return;
      clearInterval(this._goingTimer);
      if (this.isOpen) this.link.renew();
    }, 250);
  }

  _message(message, at) {
    for (const call of message.toolCall?.functionCalls ?? []) this._tools.add(call.id);
    for (const id of message.toolCallCancellation?.ids ?? []) this._tools.delete(id);
    if (message.usageMetadata) this.dispatchEvent(new CustomEvent('usage', { detail: message.usageMetadata }));
    const activity = message.voiceActivity?.type;
    if (activity) this._serverHears = true;
    if (activity && this.book.newest?.kind === 'voice') this.book.newest.isConfirmed = true;
    if (activity === 'ACTIVITY_END') this.book.endDecided(at);
    if (message.serverContent) this._content(message.serverContent, at);
    if (this._tools.size) this._change();
  }

  _content(content, at) {
    if (content.interrupted) this._interrupted(at);
    if (content.inputTranscription?.text) this.book.heard(content.inputTranscription.text);
    if (!this.old.takes(content, at)) this._answer(content, at);
    if (content.turnComplete) this._complete(content, at);
    if (content.modelTurn || content.outputTranscription || content.turnComplete || content.interrupted) this._change();
  }

  _answer(content, at) {
    if (content.outputTranscription?.text) this.book.said(content.outputTranscription.text);
    for (const part of content.modelTurn?.parts ?? []) if (part.inlineData?.mimeType?.startsWith('audio/')) this._audio(part.inlineData, at);
    if (content.generationComplete) this._generated();
  }

  _audio({ mimeType, data }, at) {
    const pcm = fromBase64(data);
    const turn = this.book.audio((pcm.length * 1000) / rateOf(mimeType, RATE), at);
    this.lane.answered();
    this._tools.clear();
    this._waitNoMore();
    this.player.write(turn.turn, pcm);
  }

  _generated() {
    const turn = this.book.turns.find((one) => !one.isDone && !one.isLeft && one.hasAudio);
    if (turn) this.player.end(turn.turn);
  }

  _interrupted(at) {
    if (this.old.interrupted(at)) return;
    const open = this.book.turns.find((turn) => !turn.isDone && turn.hasAnswer);
    if (!this.cutAnswer('voice') && open) {
      this.player.cut();
      if (this.book.interrupted(open.turn, at)) this.dispatchEvent(new CustomEvent('interrupted', { detail: { turn: open, why: 'voice' } }));
    }
  }

  _complete(content, at) {
    this._completed(content, at);
    this._sendTyped();
  }

  _completed(content, at) {
    if (content.interactionStatus === 'IN_PROGRESS' || this._tools.size || this.old.closed(at)) return;
    const turn = this.book.complete(at);
    if (!turn) return;
    this.player.end(turn.turn);
    if (!turn.hasAnswer && !turn.isInterrupted) this._complain(turn, content.turnCompleteReason);
    this.lane.answered();
    if (!turn.hasAudio) this.dispatchEvent(new CustomEvent('answered', { detail: { turn } }));
  }

  _position({ turn, playedMs, isSounding, isRepeat }) {
    const was = this._sounding ?? null;
    this._sounding = turn;
    this.microphone.isAnswering = isSounding;
    if (turn !== null && !isRepeat) this.book.played(turn, playedMs);
    if (was !== turn || this._wasSounding !== isSounding) {
      this._wasSounding = isSounding;
      this._change();
    }
  }

  _finished({ turn: number, playedMs, isRepeat, isCut }) {
    if (this._sounding === number) this._sounding = null;
    if (isRepeat) return this._change();
    const turn = this.book.played(number, playedMs);
    if (turn) this.dispatchEvent(new CustomEvent('answered', { detail: { turn, isCut } }));
    this._sendTyped();
    this._change();
  }

  // Whether it was an order, or asked nothing, is told beside the conversation, and may come a little later.
  _complain(turn, reason) {
    setTimeout(() => {
      if (turn.needsNone || turn.hasAnswer) return;
      this._say(`No answer came${reason ? ` (${reason})` : ''}. Ask again.`, 'error');
      this._change();
    }, TOLD_LATER_MS);
  }

  // A noise that nobody took for a question asks nothing.
  _isQuestion({ kind, heard, isConfirmed, voiceMs }) {
    if (kind === 'typed' || heard || isConfirmed || !this.isListening) return true;
    return !this._serverHears && voiceMs >= QUESTION_MS;
  }

  // Nobody waits for ever, and no question ends in silence; a noise is forgotten.
  _wait() {
    this._waitNoMore();
    this._waiting = setTimeout(() => this._waited(), GIVE_UP_MS);
  }

  _waitNoMore() {
    clearTimeout(this._waiting);
    this._waiting = null;
  }

  _waited() {
    this._waiting = null;
    const turn = this.book.unanswered;
    if (!turn?.isAsked && !(turn && this._asksAgain)) return;
    const isQuestion = this._isQuestion(turn);
    if (isQuestion && !turn.needsNone) this._say('No answer came within 15 seconds. Ask again.', 'error');
    // Who is asking again already is not to be forgotten.
    if (!this.isVoice) {
      this.book.giveUp(isQuestion);
      this.lane.answered();
    }
    this._sendTyped();
    this._change();
  }

  _say(words, level, kind) {
    this.dispatchEvent(new CustomEvent('notice', { detail: { words, level, kind } }));
  }

  _change() {
    this.camera.isBusy = this.isVoice || this.book.isWaiting || this._sounding != null;
    this.dispatchEvent(new Event('change'));
  }
}
