// Devices and settings, as a form. What belongs to this browser is kept in it; the rest is the program's.

import { byId, make } from './dom.js';

const DEVICES = { microphone: ['audioinput', 'Microphone'], camera: ['videoinput', 'Camera'], speaker: ['audiooutput', 'Speaker'] };

/** Events: 'device' {kind, id}, 'set' {key, value}, 'own' {key, value}, 'refresh', 'forget', 'pair'. */
export class SettingsView extends EventTarget {
  constructor({ canChooseSpeaker, own }) {
    super();
    this._form = byId('settings');
    this._form.addEventListener('submit', (event) => event.preventDefault());
    for (const [kind, [, label]] of Object.entries(DEVICES)) {
      if (kind === 'speaker' && !canChooseSpeaker) continue;
      this._select(kind, label, [['', 'Default of this browser']], (id) => this._tell('device', { kind, id }));
    }
    this._range('volume', 'Volume', 0, 2, 0.1, (value) => `${Math.round(value * 100)} %`);
    this._range('speed', 'Speed of the answers', 0.5, 2, 0.1, (value) => `${value.toFixed(1)} times`);
    this._select('verbosity', 'Length of the answers', [['quiet', 'As few words as can be'], ['brief', 'Brief'], ['normal', 'Normal'], ['detailed', 'Detailed']], (value) => this._tell('set', { key: 'verbosity', value }));
    this._check('sounds', 'Sounds that tell the state', own.sounds);
    this._check('keys', 'Keys of one letter', own.keys);
    const refresh = make('button', { type: 'button' }, 'Look for devices again');
    refresh.addEventListener('click', () => this.dispatchEvent(new Event('refresh')));
    const forget = make('button', { type: 'button' }, 'New conversation');
    forget.addEventListener('click', () => this.dispatchEvent(new Event('forget')));
    const pair = make('button', { type: 'button' }, 'Code for another browser');
    pair.addEventListener('click', () => this.dispatchEvent(new Event('pair')));
    this._program = make('dl');
    this._language = make('dd', { id: 'language' }, '–');
    this._form.append(
      make('dl', { class: 'wide' }, make('dt', {}, 'Language (set in cortex.json)'), this._language),
      make('div', { class: 'row wide' }, refresh, forget, pair),
      make('details', { class: 'wide' }, make('summary', {}, 'Settings of the program'), make('p', { class: 'hint' }, 'They are changed in cortex.json; see docs/configuration.md.'), this._program),
    );
  }

  /** @param {MediaDeviceInfo[]} devices */
  devices(devices) {
    for (const [kind, [type, label]] of Object.entries(DEVICES)) {
      const select = byId(`set-${kind}`);
      if (!select) continue;
      const chosen = select.value;
      const known = devices.filter((device) => device.kind === type && device.deviceId && device.deviceId !== 'default');
      select.replaceChildren(new Option('Default of this browser', ''), ...known.map((device, i) => new Option(device.label || `${label} ${i + 1}`, device.deviceId)));
      select.value = known.some((device) => device.deviceId === chosen) ? chosen : '';
    }
  }

  value(key, value) {
    if (key === 'language') this._language.textContent = value;
    const field = byId(`set-${key}`);
    if (!field || document.activeElement === field) return;
    if (field.tagName === 'SELECT' && ![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
    field.value = value;
    field.dispatchEvent(new Event('show'));
  }

  program(settings) {
    this._program.replaceChildren(...Object.entries(settings ?? {}).flatMap(([key, value]) => [make('dt', {}, key), make('dd', {}, `${value}`)]));
  }

  _select(key, label, options, changed) {
    const select = make('select', { id: `set-${key}` }, ...options.map(([value, text]) => make('option', { value }, text)));
    select.addEventListener('change', () => changed(select.value));
    this._field(key, label, select);
  }

  _range(key, label, min, max, step, words) {
    const range = make('input', { id: `set-${key}`, type: 'range', min, max, step, value: 1 });
    const shown = make('output', { for: `set-${key}` });
    const show = () => {
      shown.textContent = words(Number(range.value));
      range.setAttribute('aria-valuetext', shown.textContent);
    };
    range.addEventListener('input', show);
    range.addEventListener('show', show);
    range.addEventListener('change', () => this._tell('set', { key, value: range.value }));
    show();
    this._field(key, label, range, shown);
  }

  _check(key, label, isOn) {
    const box = make('input', { id: `set-${key}`, type: 'checkbox' });
    box.checked = isOn;
    box.addEventListener('change', () => this._tell('own', { key, value: box.checked }));
    this._form.append(make('div', { class: 'check' }, make('label', { for: `set-${key}` }, box, label)));
  }

  _field(key, label, ...fields) {
    this._form.append(make('div', {}, make('label', { for: `set-${key}` }, label), ...fields));
  }

  _tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
