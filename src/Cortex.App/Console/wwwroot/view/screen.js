// What is seen and pressed: the page's elements on one side, the desk on the other.

import { Renewal } from '../link/renewal.js';
import { stateOf, wordsOf } from '../talk/state.js';
import { Unfinished } from '../talk/unfinished.js';
import { CameraView } from './camera-view.js';
import { byId, setText } from './dom.js';
import { EngineView } from './engine-view.js';
import { keyBindings } from './key-bindings.js';
import { Keys } from './keys.js';
import { LogView } from './log-view.js';
import { News } from './news.js';
import { Notices } from './notices.js';
import { NumbersView } from './numbers-view.js';
import { SettingsView } from './settings-view.js';
import { StateView } from './state-view.js';
import { TalkButton } from './talk-button.js';
import { TimelineView } from './timeline-view.js';
import { WordsView } from './words-view.js';

const INTERRUPTED_MS = 900;
const ERROR_MS = 6000;

export class Screen {
  constructor(parts) {
    Object.assign(this, parts);
    this.notices = new Notices();
    this.log = new LogView();
    this.words = new WordsView();
    this.timeline = new TimelineView();
    this.numbers = new NumbersView();
    this.engine = new EngineView();
    this.pictures = new CameraView();
    this.form = new SettingsView({ canChooseSpeaker: parts.player.canChooseSpeaker, own: parts.settings.own });
    this.state = new StateView((name) => this.settings.own.sounds && this.player.cue(name));
    this.keys = new Keys(keyBindings(this, () => this.keys));
    this.keys.isOn = this.settings.own.keys;
    this._underruns = 0;
    this.unfinished = new Unfinished();
    this.renewal = new Renewal(() => this._isIdle(), () => this._tellOlder(), () => location.reload());
    this._joinButtons();
    this._joinSettings();
    this._joinTalk();
    this.news = new News(this);
    setInterval(() => this.numbers.page(this.conversation.link.upBytes, this.conversation.link.downBytes, this.conversation.lane.lostMs, this._underruns), 1000);
    navigator.mediaDevices?.addEventListener?.('devicechange', () => this.lookForDevices());
    this.lookForDevices();
    if (!window.isSecureContext) this.notices.show('insecure', { words: 'This address is not HTTPS, so browsers give it no microphone and no camera. You can write your questions; start cortex with a certificate to talk.', level: 'warning', stands: true });
  }

  /** Shows the state that all facts together make. */
  update() {
    const { desk, conversation, book } = this;
    const facts = {
      isUp: this.events.isUp, wasReady: this._wasReady, role: desk.role, isTaking: desk.isTaking, programState: this.news?.programState, wasReached: this.news?.wasReached,
      error: this._error, isOpen: conversation.isOpen, isReady: conversation.link.isReady, isListening: conversation.isListening,
      isStreaming: conversation.isStreaming, isVoice: conversation.isVoice, isDeaf: this.microphone.deaf !== null, isWaiting: book.isWaiting,
      isSounding: this.player.isSounding && this._isHeld(), isSuspended: this.player.isSuspended, isInterrupted: this._isInterrupted, watched: this._watched(),
    };
    const name = stateOf(facts);
    this.state.show(name, wordsOf(name, facts));
    this.unfinished.note(this._isUnderWay());
    this._buttons();
  }

  /** An answer that the page before this one in the same tab did not play to its end is told of. */
  tellUnfinished() {
    if (this.unfinished.take()) this.notices.show('reloaded', { words: 'This page was loaded anew in the middle of an answer. Its rest was dropped: ask again to hear it.', level: 'warning' });
  }

  _isUnderWay() {
    return this.player.isSounding || this.book.turns.some((turn) => !turn.isDone && !turn.needsNone && (turn.isAsked || turn.hasAnswer));
  }

  _isIdle() {
    return !this._isUnderWay() && !this.desk.isTalking && !this.desk.isTaking && !byId('question').value && !document.querySelector('dialog[open]');
  }

  _tellOlder() {
    this.notices.show('older', { words: 'This page is older than the program. It is loaded anew when nothing is going on.', level: 'warning', action: { label: 'Load it now', run: () => this.renewal.now() } });
  }

  /** An error, told for a while. */
  fail(words) {
    this._error = words;
    clearTimeout(this._errorTimer);
    this._errorTimer = setTimeout(() => {
      this._error = null;
      this.update();
    }, ERROR_MS);
    this.update();
  }

  _succeeded() {
    this.notices.succeeded();
    this._error = null;
    this.update();
  }

  interrupted() {
    this._isInterrupted = true;
    clearTimeout(this._interruptedTimer);
    this._interruptedTimer = setTimeout(() => {
      this._isInterrupted = false;
      this.update();
    }, INTERRUPTED_MS);
    this.update();
  }

  async lookForDevices() {
    this.form.devices((await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? []);
  }

  showTurns() {
    this.timeline.show([...this.news.watchedTurns, ...this.book.turns].filter((turn) => turn.kind !== 'order'));
  }

  _isHeld() {
    return this.player.level !== 'paused';
  }

  _watched() {
    const { kind, name } = this.desk.holder;
    return kind === 'native' ? `${capital(name || 'the device')} talks with its own microphone. Press Talk to take over.` : `${capital(name || 'another page')} holds the conversation.`;
  }

  _buttons() {
    const { desk } = this;
    const isTalking = desk.isTalking && !desk.isHandsFree;
    byId('talk').setAttribute('aria-pressed', isTalking);
    setText(byId('talk'), isTalking ? 'Listening… press to end' : 'Talk');
    byId('hands-free').setAttribute('aria-checked', desk.isHandsFree);
    byId('mute').setAttribute('aria-checked', desk.isMuted);
    if ((byId('camera').getAttribute('aria-checked') === 'true') !== this.camera.isOpen) this.pictures.showOn(this.camera.isOpen);
    byId('let-go').hidden = desk.role !== 'holder';
    const { kind, name } = desk.holder;
    setText(byId('who'), !this.events.isUp ? (this.news?.away ?? 'Connecting to the program…') : desk.role === 'holder' ? 'This page holds the conversation.' : desk.role === 'watcher' ? `You watch ${name || kind}.` : 'Nobody talks. Press Talk.');
  }

  _joinButtons() {
    const { desk } = this;
    new TalkButton(byId('talk'), { isOn: () => desk.isTalking, begin: () => desk.beginTalk(), end: () => desk.endTalk() });
    byId('hands-free').addEventListener('click', () => desk.toggleHandsFree());
    byId('stop').addEventListener('click', () => desk.stop());
    byId('hear-help').addEventListener('click', () => {
      byId('keys').close();
      desk.order('help');
    });
    byId('let-go').addEventListener('click', () => desk.letGo());
    byId('repeat').addEventListener('click', () => desk.repeat());
    byId('mute').addEventListener('click', () => desk.setMuted(!desk.isMuted));
    byId('camera').addEventListener('click', () => desk.setCamera(!this.camera.isOpen));
    byId('ask').addEventListener('submit', (event) => {
      event.preventDefault();
      const text = byId('question').value.trim();
      if (!text) return;
      byId('question').value = '';
      // What was not taken is there to be sent again.
      desk.ask(text).then((isTaken) => !isTaken && (byId('question').value ||= text));
    });
    byId('take').addEventListener('click', () => this._decide(true));
    byId('watch').addEventListener('click', () => this._decide(false));
    byId('taken').addEventListener('close', () => this._decide(false));
  }

  _decide(isTaken) {
    this.desk.decide(isTaken);
    if (byId('taken').open) byId('taken').close();
  }

  _joinSettings() {
    const { form, settings, desk } = this;
    form.addEventListener('set', ({ detail }) => settings.set(detail.key, detail.value));
    form.addEventListener('own', ({ detail }) => settings.setOwn(detail.key, detail.value));
    form.addEventListener('refresh', () => this.lookForDevices());
    form.addEventListener('pair', () => desk.pair());
    form.addEventListener('forget', () => {
      this.conversation.link.forget();
      this.book.turns.length = 0;
      this.words.clear();
      this.showTurns();
      if (this.conversation.isOpen) this.conversation.link.renew();
    });
    form.addEventListener('device', async ({ detail: { kind, id } }) => {
      try {
        await { microphone: () => this.microphone.choose(id), camera: () => this.camera.choose(id), speaker: () => this.player.chooseSpeaker(id) }[kind]();
      } catch (fault) {
        this.notices.show(kind, { words: `The ${kind} cannot be opened: ${fault.message}.`, level: 'error' });
      }
      desk.dispatchEvent(new Event('change'));
    });
    settings.addEventListener('change', ({ detail: { key, value } }) => {
      if (key === 'keys') this.keys.isOn = value;
      form.value(key, value);
    });
  }

  _joinTalk() {
    const { desk, conversation, player, microphone, book } = this;
    desk.addEventListener('change', () => this.update());
    desk.addEventListener('notice', ({ detail }) => {
      this.notices.show(detail.kind, detail);
      this.log.write(detail.words, detail.level);
      if (detail.level === 'error') this.fail(detail.words);
    });
    desk.addEventListener('clear', ({ detail }) => this.notices.clear(detail.kind));
    desk.addEventListener('asks', ({ detail: { holder } }) => {
      setText(byId('taken-words'), `${capital(holder.name || 'another page')} holds the conversation. One device at a time can; its conversation goes along with you.`);
      byId('taken').showModal();
    });
    conversation.addEventListener('change', () => this.update());
    conversation.addEventListener('interrupted', ({ detail }) => {
      this.interrupted();
      this.log.write(`The answer of turn ${detail.turn.turn} was cut (${detail.why}).`);
    });
    conversation.addEventListener('notice', ({ detail }) => {
      this.log.write(detail.words, detail.level);
      if (detail.kind) this.notices.show(detail.kind, detail);
      else this.fail(detail.words);
    });
    conversation.addEventListener('answered', ({ detail }) => {
      if (detail.turn.hasAnswer && !detail.isCut) this._succeeded();
      this.words.show(detail.turn);
      this.showTurns();
    });
    conversation.link.addEventListener('ready', ({ detail }) => {
      this._wasReady = true;
      this.notices.clear('link');
      this.log.write(detail.isAgain ? `The conversation goes on${detail.isResumed ? ' where it was' : ', told what was said before'}.` : 'The conversation is open.');
    });
    conversation.link.addEventListener('taken', () => this.update());
    conversation.link.addEventListener('down', ({ detail }) => this.log.write(`The conversation's line is down (${detail.code}${detail.reason ? `: ${detail.reason}` : ''}); again in ${(detail.inMs / 1000).toFixed(1)} s.`, 'warning'));
    conversation.link.addEventListener('refused', ({ detail }) => {
      this.notices.show('link', { words: `The program refuses the conversation: ${detail.reason || `code ${detail.code}`}.`, level: 'error', stands: true });
      this.update();
    });
    player.addEventListener('suspended', ({ detail }) => !detail.isSuspended && this.notices.clear('sound'));
    player.addEventListener('dry', () => this._underruns++);
    player.addEventListener('position', ({ detail }) => {
      const turn = detail.turn !== null && !detail.isRepeat && book.find(detail.turn);
      if (turn) this.words.show(turn);
    });
    microphone.addEventListener('chunk', ({ detail }) => (byId('level').value = Math.max(0, detail.level + 60)));
    book.changed = (turn) => {
      this.words.show(turn);
      this.showTurns();
    };
  }
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);
