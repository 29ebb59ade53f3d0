// What a person can do, in one place: buttons, keys, the program's orders all come here. Holds the conversation or watches it.

import { CUE_MEANINGS } from '../sound/cues.js';
import { deafWords, faultWords } from './faults.js';

const OPEN_AFTER_MS = 20_000;
const PROGRAM_MS = 5000;
const WAKE_MS = 2000;
const STEP = 0.1;

/** Events: 'change', 'notice' {kind, words, level, action?}, 'clear' {kind}, 'log' {words, level}, 'asks' {holder}. */
export class Desk extends EventTarget {
  constructor({ events, conversation, player, microphone, camera, settings }) {
    super();
    Object.assign(this, { events, conversation, player, microphone, camera, settings });
    this.role = 'free';
    this.holder = { kind: 'none', name: '' };
    this.isHandsFree = false;
    this.isMuted = false;
    this.isTalking = false;
    // Whether the program has said who holds the conversation, since it answers.
    this._isTold = false;
    this._waiters = new Set();
    events.addEventListener('down', () => (this._isTold = false));
    player.addEventListener('suspended', () => this._wake());
    microphone.addEventListener('hearing', () => this._hearing());
    microphone.addEventListener('lost', () => this._lost('microphone'));
    camera.addEventListener('lost', () => this._lost('camera'));
  }

  /** Talk: opens what is needed, takes the conversation where another one holds it. */
  async beginTalk() {
    if (this.isTalking) return;
    this.isTalking = true;
    this._change();
    if (!(await this._take())) return this._giveUp();
    this.player.start().then((sounds) => !sounds && this._tellSuspended(), (fault) => this._tell('speaker', `The speaker cannot be opened: ${fault.message}.`, 'error'));
    if (!(await this.openMicrophone())) return this._giveUp();
    if (this.isMuted) this.setMuted(false);
    // A key may have been let go while the browser asked.
    if (this.isTalking) this.conversation.listen();
    else this._closeLater();
    this._hearing();
  }

  endTalk() {
    if (!this.isTalking) return;
    this.isTalking = this.isHandsFree = false;
    this.conversation.stopListening();
    this._closeLater();
    this._hearing();
  }

  _closeLater() {
    clearTimeout(this._closing);
    this._closing = setTimeout(() => !this.isTalking && this.microphone.close(), OPEN_AFTER_MS);
  }

  async toggleHandsFree() {
    if (this.isHandsFree) return this.endTalk();
    this.isHandsFree = true;
    await this.beginTalk();
  }

  /** Another device may have the conversation: this machine's own take it. */
  letGo() {
    this._letsGo = true;
    this.endTalk();
    this.microphone.close();
    this.conversation.close();
    this.events.send('release');
  }

  /** A question in writing, to whoever holds the conversation. @returns {Promise<boolean>} whether it was taken */
  async ask(text) {
    if (this.role !== 'watcher') this.player.start().then((sounds) => !sounds && this._tellSuspended(), () => {});
    const isSent = (await this._knows()) && (this.role !== 'watcher' || this.events.send('ask', { text }));
    if (!isSent) {
      this._tell('ask', 'The program does not answer. Your question was not sent.', 'error');
      return false;
    }
    this._clear('ask');
    return this.role === 'watcher' || ((await this._take()) && Boolean(await this.conversation.ask(text)));
  }

  stop() {
    this.execute('stop');
    this._order('stop', null);
  }

  repeat() {
    if (this._isOurs) this.execute('repeat');
    else this._order('repeat', null);
  }

  /** A command that the program answers or passes on: battery, help, areYouThere, whoIsTalking, more, less, quiet, louder, … */
  order(command) {
    this._order(command, () => this.execute(command) || this._tell('order', 'The program does not answer. The order was not carried out.', 'error'));
  }

  /** Shows a code that lets another browser in. */
  pair() {
    if (!this.events.send('pair')) this._tell('order', 'The program does not answer. There is no code without it.', 'error');
  }

  setMuted(isMuted) {
    this.isMuted = isMuted;
    if (isMuted) {
      this.endTalk();
      this.microphone.close();
    }
    this._cue(isMuted ? 'muted' : 'unmuted');
    this._report();
  }

  async setCamera(isOn) {
    if (isOn) {
      try {
        await this.camera.open();
        this._clear('camera');
      } catch (fault) {
        this._tell('camera', faultWords('camera', fault), 'error');
        this._report(fault.name === 'NotAllowedError' ? 'camera' : undefined);
        return;
      }
    } else this.camera.close();
    this._cue(isOn ? 'cameraOn' : 'cameraOff');
    this._report();
  }

  /** An order of the program to whoever holds the devices. */
  execute(command) {
    const { player, settings } = this;
    const done = {
      stop: () => this._silence(),
      quiet: () => this._silence(),
      repeat: () => {
        if (!player.repeat()) this._tell('repeat', 'There is no answer to repeat yet.', 'info');
      },
      louder: () => settings.set('volume', player.volume + STEP * 2),
      softer: () => settings.set('volume', player.volume - STEP * 2),
      faster: () => settings.set('speed', player.speed + STEP),
      slower: () => settings.set('speed', player.speed - STEP),
      mute: () => this.setMuted(true),
      unmute: () => this.setMuted(false),
      cameraOn: () => this.setCamera(true),
      cameraOff: () => this.setCamera(false),
      // In an open conversation the program says the commands and plays the sounds.
      help: () => this.conversation.link.isReady || this._playCues(),
    }[command];
    done?.();
    return Boolean(done);
  }

  /** Who holds the conversation, as the program says. */
  held(role, holder) {
    const lost = this.role === 'holder' && role !== 'holder';
    // The program was started anew and knows of nobody: the conversation is still this page's.
    if (lost && role === 'free' && !this._letsGo && this.events.send('claim', { mode: 'take', name: browserName() })) return;
    this._letsGo = false;
    this._isTold = true;
    this.role = role;
    this.holder = holder;
    if (lost) {
      this.endTalk();
      this.microphone.close();
      this.conversation.close();
      this._tell('holder', `${holder.name || 'Another device'} holds the conversation now. You watch. Press Talk to take it over.`, 'warning');
    }
    if (role === 'holder') this._clear('holder');
    for (const look of [...this._waiters]) look();
    this._change();
  }

  /** Answers the question whether to take over. */
  decide(isTaken) {
    this._decided?.(isTaken);
  }

  async openMicrophone() {
    clearTimeout(this._closing);
    try {
      await this.microphone.open();
      this.microphone.joinPlayer(this.player);
    } catch (fault) {
      this._tell('microphone', faultWords('microphone', fault), 'error');
      this._report(fault.name === 'NotAllowedError' ? 'microphone' : undefined);
      return false;
    }
    this._clear('microphone');
    this._report();
    return true;
  }

  get _isOurs() {
    return this.role !== 'watcher';
  }

  /** The conversation is being taken. */
  get isTaking() {
    return Boolean(this._taking);
  }

  // Whoever wants it meanwhile, by voice or in writing, waits for the same.
  _take() {
    this._taking ??= this._takeIt().finally(() => {
      this._taking = null;
      this._change();
    });
    return this._taking;
  }

  // One device holds the conversation. Those of this machine give way; another browser is not robbed without a question.
  async _takeIt() {
    if (!(await this._knows())) {
      this._tell('holder', 'The program does not answer, so the conversation cannot be taken now. Try it again when it is back.', 'error');
      return false;
    }
    if (this.role === 'holder') return true;
    if (this.role === 'watcher' && this.holder.kind !== 'native') {
      const isTaken = await new Promise((done) => {
        this._decided = done;
        this.dispatchEvent(new CustomEvent('asks', { detail: { holder: this.holder } }));
      });
      this._decided = null;
      if (!isTaken) {
        this.events.send('claim', { mode: 'watch', name: browserName() });
        return false;
      }
    }
    this.events.send('claim', { mode: 'take', name: browserName() });
    const held = await this._until(() => this.role === 'holder');
    if (!held) this._tell('holder', 'The conversation cannot be taken over now.', 'error');
    return held;
  }

  // Who holds the conversation is known; whoever holds it goes on also while the program is away.
  _knows() {
    return this._until(() => this._isTold || this.role === 'holder');
  }

  _until(is) {
    return new Promise((done) => {
      const end = (value) => {
        clearTimeout(timer);
        this._waiters.delete(look);
        done(value);
      };
      const look = () => is() && end(true);
      const timer = setTimeout(() => end(false), PROGRAM_MS);
      this._waiters.add(look);
      look();
    });
  }

  _giveUp() {
    this.isTalking = this.isHandsFree = false;
    this._change();
  }

  _order(command, otherwise) {
    if (!this.events.send('order', { command })) otherwise?.();
  }

  _lost(device) {
    if (device === 'microphone') this.endTalk();
    this._tell(device, `The ${device} is gone. Plug it in again, or choose another one in the settings.`, 'error');
    this._report();
  }

  // Whoever talks is told that nobody hears, and that somebody does again.
  _hearing() {
    const why = this.isTalking ? this.microphone.deaf : null;
    if (why) this._tell('deaf', deafWords(why), 'warning', true);
    else this._clear('deaf');
    this._change();
  }

  _report(denied) {
    this.events.send('device', { muted: this.isMuted, cameraOff: !this.camera.isOpen, microphone: this.microphone.label, camera: this.camera.label, denied });
    this._change();
  }

  // Whatever sounds: the answer, the tour of the sounds.
  _silence() {
    this.conversation.stop();
    this._tour = null;
    this.player.hush();
    this._clear('help');
  }

  async _playCues() {
    const tour = (this._tour = {});
    for (const [name, meaning] of Object.entries(CUE_MEANINGS)) {
      this._tell('help', `This sound: ${meaning}.`, 'info');
      this._cue(name);
      await new Promise((done) => setTimeout(done, 1400));
      if (this._tour !== tour) return;
    }
    this._clear('help');
  }

  _cue(name) {
    if (this.settings.own.sounds) this.player.cue(name);
  }

  // The browser put the loudspeaker to sleep in the middle of an answer: it goes on where it was.
  async _wake() {
    clearTimeout(this._waking);
    this._change();
    if (!this.player.isSuspended || !this.player.isSounding) return;
    if (await this.player.start().catch(() => false)) return;
    this._tellSuspended();
    this._waking = setTimeout(() => this._wake(), WAKE_MS);
  }

  _tellSuspended() {
    this.dispatchEvent(new CustomEvent('notice', { detail: { kind: 'sound', words: 'The browser holds the sound back until you press something.', level: 'warning', action: { label: 'Let it sound', run: () => this.player.start().then((sounds) => sounds && this._clear('sound')) } } }));
  }

  _tell(kind, words, level, stands) {
    this.dispatchEvent(new CustomEvent('notice', { detail: { kind, words, level, stands } }));
  }

  _clear(kind) {
    this.dispatchEvent(new CustomEvent('clear', { detail: { kind } }));
  }

  _change() {
    this.dispatchEvent(new Event('change'));
  }
}

/** What this browser is called where others see it. */
export function browserName() {
  const brand = navigator.userAgentData?.brands?.find(({ brand: name }) => !/not/i.test(name) && name !== 'Chromium')?.brand;
  const device = /Mobi|Android|iPhone/.test(navigator.userAgent) ? 'phone' : 'computer';
  return `${brand ?? (/Firefox/.test(navigator.userAgent) ? 'Firefox' : /Safari/.test(navigator.userAgent) && !/Chrom/.test(navigator.userAgent) ? 'Safari' : 'Chromium')} on a ${device}`;
}
