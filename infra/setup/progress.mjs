const colour = !process.env.NO_COLOR && (process.stdout.isTTY || process.env.FORCE_COLOR === '1')
const paint = (code, text) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text)

export const green = (text) => paint('32', text)
export const red = (text) => paint('31', text)
export const yellow = (text) => paint('33', text)
export const bold = (text) => paint('1', text)
export const dim = (text) => paint('2', text)

// Whoever reads along may be gone before us, as a closed terminal is, or `tee` at a Ctrl-C: what is under way is ended in order all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

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

/**
 * Set-up and product are two processes (see hand-over.mjs) but one terminal: the inner one reports to the outer one, which
 * alone draws.
 */
const reportsToParent = process.env.LIENVIEN_PROGRESS === 'parent' && process.send !== undefined

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
  const width = Math.max(20, (process.stdout.columns ?? 80) - 4)
  process.stdout.write(`  ${dim(`… ${words.join(' · ')}`.slice(0, width))}`)
  drawn = true
}

const redrawMs = 1000
const slowMs = 5000
let redraw

function track() {
  if (running.size === 0) {
    clearInterval(redraw)
    redraw = undefined
  } else if (process.stdout.isTTY && !redraw) {
    redraw = setInterval(() => {
      erase()
      draw()
    }, redrawMs)
    redraw.unref()
  }
}

const show = {
  line: ({ text }) => {
    erase()
    process.stdout.write(`${text}\n`)
    draw()
  },
  begin: ({ label }) => {
    // A log has no line of running steps; it names those that take their time.
    const slow = process.stdout.isTTY ? undefined : setTimeout(() => show.line({ text: `  ${dim('…')} ${label}` }), slowMs)
    running.set(label, { note: '', started: performance.now(), slow })
    track()
  },
  note: ({ label, text }) => {
    const entry = running.get(label)
    if (entry) entry.note = text
  },
  end: ({ label }) => {
    clearTimeout(running.get(label)?.slow)
    running.delete(label)
    track()
  },
}

/** Draws one report of progress; returns false for a message that is none. */
export function showProgress(message) {
  const act = show[message?.progress]
  act?.(message)
  return act !== undefined
}

function emit(message) {
  if (reportsToParent && process.connected) process.send(message)
  else showProgress(message)
}

/** Prints a whole line above the line of running steps. */
export function say(text = '') {
  emit({ progress: 'line', text })
}

/**
 * Runs one step and prints its outcome with the time it took. The work receives a function by which it may tell how far
 * it is; a step that returns the word `skipped` is not printed.
 */
export async function step(label, work) {
  const started = performance.now()
  const outcome = (sign) => say(`  ${sign} ${label.padEnd(labelWidth)} ${dim(formatDuration(performance.now() - started))}`)
  emit({ progress: 'begin', label })
  try {
    const result = await work((text) => emit({ progress: 'note', label, text }))
    emit({ progress: 'end', label })
    if (result !== 'skipped') outcome(green('✓'))
    return result
  } catch (cause) {
    emit({ progress: 'end', label })
    outcome(red('✗'))
    throw cause
  }
}
