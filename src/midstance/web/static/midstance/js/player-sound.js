// @ts-check
/** What is heard, felt and said. Cues of a rest are given to the sound clock ahead, which goes on in a locked phone. */

const WISHES = "midstance.player.wishes";
const TEN = 10;

export class Sounds {
  /** @param {{sound: boolean, voice: boolean}} usual @param {string} language */
  constructor(usual, language) {
    this.language = language;
    this.wishes = { sound: usual.sound, voice: usual.voice, feel: true, notify: false, awake: true, ...read() };
    /** @type {AudioContext | null} */
    this.context = null;
    /** @type {OscillatorNode[]} */
    this.planned = [];
    /** @type {HTMLAudioElement | null} */
    this.quiet = null;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
  }

  /** @param {"sound" | "voice" | "feel" | "notify" | "awake"} name @param {boolean} value */
  wish(name, value) {
    this.wishes[name] = value;
    try {
      localStorage.setItem(WISHES, JSON.stringify(this.wishes));
    } catch {
      // It holds for this session then.
    }
    if (name === "awake") void this.stayAwake();
    if (name === "sound" && !value) this.silence();
  }

  /** Browsers make sound only after a touch: called in each. */
  touch() {
    if (!this.wishes.sound || !("AudioContext" in globalThis)) return;
    this.context ||= new AudioContext();
    if (this.context.state !== "running") void this.context.resume().catch(() => undefined);
  }

  /** @param {number} tone hertz @param {number} lasts seconds @param {number} [after] seconds from now */
  tone(tone, lasts, after = 0) {
    const context = this.context;
    if (!this.wishes.sound || !context) return;
    const source = context.createOscillator();
    const volume = context.createGain();
    const from = context.currentTime + Math.max(0, after);
    source.frequency.value = tone;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.35, from + 0.01);
    volume.gain.setValueAtTime(0.35, from + lasts - 0.03);
    volume.gain.linearRampToValueAtTime(0, from + lasts);
    source.connect(volume).connect(context.destination);
    source.start(from);
    source.stop(from + lasts + 0.05);
    this.planned.push(source);
    source.onended = () => (this.planned = this.planned.filter((one) => one !== source));
  }

  /** The cues of a rest or a hold: at ten seconds, and at its end. @param {number} until epoch, milliseconds */
  plan(until) {
    this.silence();
    const left = (until - Date.now()) / 1000;
    if (left > TEN + 2) this.tone(660, 0.15, left - TEN);
    for (const [place, tone] of [880, 880, 1175].entries()) this.tone(tone, place === 2 ? 0.4 : 0.12, left + place * 0.2);
    this.stayHeard();
  }

  /** Nothing of what was planned is heard any more. */
  silence() {
    for (const source of this.planned) {
      source.onended = null;
      source.stop();
    }
    this.planned = [];
    this.quiet?.pause();
  }

  /** A page that plays something, however quiet, is let run by phones that are locked. */
  stayHeard() {
    if (!this.wishes.sound || !this.context) return;
    this.quiet ||= new Audio(nearSilence());
    this.quiet.loop = true;
    void this.quiet.play().catch(() => undefined);
  }

  /** @param {number | number[]} pattern milliseconds */
  feel(pattern) {
    if (this.wishes.feel && "vibrate" in navigator) navigator.vibrate(pattern);
  }

  /** @param {string} text @param {boolean} [asked] said whatever the wish is */
  say(text, asked = false) {
    if (!(this.wishes.voice || asked) || !("speechSynthesis" in globalThis)) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = this.language;
    speechSynthesis.speak(words);
  }

  /** @param {string} title @param {string} body */
  async notify(title, body) {
    if (!this.wishes.notify || !("Notification" in globalThis) || Notification.permission !== "granted") return;
    if (document.visibilityState === "visible") return;
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.showNotification(title, { body, tag: "midstance-rest", silent: false }).catch(() => undefined);
  }

  /** The screen stays on while the player is seen; a phone takes the lock away whenever it is not. */
  async stayAwake() {
    if (!("wakeLock" in navigator)) return;
    if (!this.wishes.awake) {
      await this.lock?.release();
      this.lock = null;
    } else if (document.visibilityState === "visible" && (!this.lock || this.lock.released)) {
      this.lock = await navigator.wakeLock.request("screen").catch(() => null);
    }
  }
}

/** @returns {Record<string, boolean>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(WISHES) || "{}");
  } catch {
    return {};
  }
}

/** Half a second of sound that nobody hears, as a file. @returns {string} */
function nearSilence() {
  const rate = 8000;
  const count = rate / 2;
  const file = new DataView(new ArrayBuffer(44 + count));
  const text = (/** @type {number} */ at, /** @type {string} */ word) =>
    [...word].forEach((letter, place) => file.setUint8(at + place, letter.charCodeAt(0)));
  text(0, "RIFF");
  file.setUint32(4, 36 + count, true);
  text(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, rate, true);
  file.setUint16(32, 1, true);
  file.setUint16(34, 8, true);
  text(36, "data");
  file.setUint32(40, count, true);
  for (let place = 0; place < count; place += 1) file.setUint8(44 + place, 128 + (place % 2));
  return URL.createObjectURL(new Blob([file.buffer], { type: "audio/wav" }));
}
