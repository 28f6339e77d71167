// Loaded before a process of the product by `npm run chaos`, and by nothing else: its calendar clock is wrong by what the file says.
// Timers and durations are measured by another clock, as they are where an administrator or a time server sets the time.
import { readFileSync } from 'node:fs'

const file = process.env.CHAOS_CLOCK_FILE
const lookEveryMs = 50
const RealDate = Date
const realNow = RealDate.now
let errorMs = 0

function look() {
  try {
    errorMs = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    errorMs = 0
  }
}

const now = () => realNow() + errorMs

function ShiftedDate(...parts) {
  if (new.target === undefined) return new RealDate(now()).toString()
  return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target)
}

if (file !== undefined) {
  look()
  setInterval(look, lookEveryMs).unref()
  const { prototype, name, length, ...own } = Object.getOwnPropertyDescriptors(RealDate)
  Object.defineProperties(ShiftedDate, { ...own, name, length, now: { ...own.now, value: now }, prototype: { ...prototype, writable: false } })
  RealDate.prototype.constructor = ShiftedDate
  globalThis.Date = ShiftedDate
}
