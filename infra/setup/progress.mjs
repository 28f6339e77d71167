const colour = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code, text) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text)

export const green = (text) => paint('32', text)
export const red = (text) => paint('31', text)
export const yellow = (text) => paint('33', text)
export const bold = (text) => paint('1', text)
export const dim = (text) => paint('2', text)

const labelWidth = 46
const secondsInMinute = 60

/** Writes a duration for a Vietnamese reader: `0,4 s`, `1 ph 41 s`. */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${seconds.toFixed(1).replace('.', ',')} s`
  const whole = Math.round(seconds)
  if (whole < secondsInMinute) return `${whole} s`
  return `${Math.floor(whole / secondsInMinute)} ph ${whole % secondsInMinute} s`
}

/** The steps that run at this moment, each with the latest word about it; drawn as one line under the finished ones. */
const running = new Map()
let drawn = false

function erase() {
  if (!drawn) return
  process.stdout.write('\r\u001B[2K')
  drawn = false
}

function draw() {
  if (!process.stdout.isTTY || running.size === 0) return
  const words = [...running].map(([label, { note, started }]) => {
    const elapsed = formatDuration(performance.now() - started)
    return `${label}${note ? ` ${note}` : ''} (${elapsed})`
  })
  const width = Math.max(20, (process.stdout.columns ?? 80) - 6)
  process.stdout.write(`  ${dim(`… ${words.join(' · ')}`.slice(0, width))}`)
  drawn = true
}

/** Prints a whole line above the line of running steps. */
export function say(line = '') {
  erase()
  process.stdout.write(`${line}\n`)
  draw()
}

const heartbeatMs = 1000
let heartbeat

function track() {
  if (running.size === 0) {
    clearInterval(heartbeat)
    heartbeat = undefined
  } else if (process.stdout.isTTY && !heartbeat) {
    heartbeat = setInterval(() => {
      erase()
      draw()
    }, heartbeatMs)
    heartbeat.unref()
  }
}

/**
 * Runs one step of the set-up and prints its outcome with the time it took. The work receives a function by which it may
 * tell how far it is; a step that returns the word `skipped` is not printed.
 */
export async function step(label, work) {
  const started = performance.now()
  const entry = { note: '', started }
  running.set(label, entry)
  track()
  if (!process.stdout.isTTY) say(`  ${dim('…')} ${label}`)
  const took = () => dim(formatDuration(performance.now() - started))
  try {
    const result = await work((note) => {
      entry.note = note
    })
    running.delete(label)
    if (result !== 'skipped') say(`  ${green('✓')} ${label.padEnd(labelWidth)} ${took()}`)
    return result
  } catch (cause) {
    running.delete(label)
    say(`  ${red('✗')} ${label.padEnd(labelWidth)} ${took()}`)
    throw cause
  } finally {
    track()
  }
}
