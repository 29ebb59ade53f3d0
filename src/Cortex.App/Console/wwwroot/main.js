// Puts the page together: parts that know nothing of each other, joined here.

import { EventsSocket } from './link/events-socket.js';
import { letIn } from './link/session.js';
import { Camera } from './sight/camera.js';
import { Microphone } from './sound/microphone.js';
import { Player } from './sound/player.js';
import { Conversation } from './talk/conversation.js';
import { Desk } from './talk/desk.js';
import { Settings } from './talk/settings.js';
import { TurnBook } from './talk/turn-book.js';
import { byId } from './view/dom.js';
import { Screen } from './view/screen.js';

const facts = { livePath: null, model: '', silenceMs: 500 };
const events = new EventsSocket();
const player = new Player();
const microphone = new Microphone();
const camera = new Camera(byId('video'));
const book = new TurnBook();
const settings = new Settings(player, events);
const conversation = new Conversation({ player, microphone, camera, book, options: () => facts });
const desk = new Desk({ events, conversation, player, microphone, camera, settings });
const screen = new Screen({ events, player, microphone, camera, book, settings, conversation, desk, facts });

/** The parts, for whoever builds on the page. */
export const parts = { events, player, microphone, camera, book, settings, conversation, desk, screen };

await letIn();
events.start();
