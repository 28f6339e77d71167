import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import type { Component } from './components.ts'
import { waitForHealth } from './health-probe.ts'
import type { Journal } from './journal.ts'

/** One process of the product under our care. */
export interface Supervised {
  readonly component: Component
  /** The running process; undefined between a death and the next attempt. */
  readonly pid: () => number | undefined
  /** Waits for the first answer; throws a StartProblem when the process dies or stays silent. */
  readonly started: () => Promise<void>
  /** Has the process end in order and another begin at once, which reads its files anew; nobody is told of a death. */
  readonly startAnew: () => void
  /** Asks the process to end, and after a grace ends it and everything it started. Safe to call twice. */
  readonly stop: () => Promise<void>
}

export interface SupervisorOptions {
  readonly journal: Journal
  /** Ends the wait for the first answer. */
  readonly signal: AbortSignal
  /** Hears every line of the process. */
  readonly onLine: (component: Component, line: string) => void
  /** Hears of a death that was not asked for, and when the next attempt is made. */
  readonly onDeath: (component: Component, delayMs: number) => void
  /** Hears of every process that begins or ends, so that a later start can find what we leave behind. */
  readonly onProcessesChanged: () => void
}

const firstDelayMs = 500
/** The first death of a process that has run well is not waited for: a room full of people is. */
const onceDelayMs = 20
const longestDelayMs = 20_000
const steadyAfterMs = 60_000
const answersWithinMs = 180_000
const graceMs = 8_000

/** Pause before the next attempt: none to speak of after a first death, then doubled with every one in a row. */
export const delayAfter = (deathsInARow: number): number =>
  deathsInARow <= 1 ? onceDelayMs : Math.min(longestDelayMs, firstDelayMs * 2 ** (deathsInARow - 2))

/** Signals the process and everything it started: each component leads a process group of its own. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // Already gone.
  }
}

function launch(component: Component, onLine: (line: string) => void): ChildProcess {
  const [command, ...args] = component.command
  const child = spawn(command, args, {
    cwd: component.directory ?? repositoryRoot,
    env: component.environment,
    ...component.user,
    // A group of its own: a Ctrl-C in the terminal must not reach it before we stop it in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => onLine(stripVTControlCharacters(line)))
  return child
}

function explain(component: Component, journal: Journal): StartProblem {
  const reason = journal.tail().findLast((line) => /error|missing|EADDR|ENOSPC|ENOENT/i.test(line)) ?? journal.tail().findLast((line) => line.trim() !== '') ?? ''
  if (reason.includes('EADDRINUSE')) return new StartProblem(`${component.label}: cổng của thành phần này vừa bị tiến trình khác chiếm; chạy lại.`)
  if (reason.includes('ENOSPC')) return new StartProblem(`${component.label}: ổ đĩa đã đầy; giải phóng dung lượng rồi chạy lại.`)
  return new StartProblem(
    `${component.label} không khởi động được (${reason.trim().slice(0, 200)}); xem nhật ký ${component.name}.log hoặc chạy npm run doctor.`,
  )
}

/** Starts a component and keeps it running until it is stopped. */
export function supervise(component: Component, options: SupervisorOptions): Supervised {
  const life = new SupervisedLife(component, options)
  life.begin()
  return life
}

class SupervisedLife implements Supervised {
  readonly component: Component
  readonly #options: SupervisorOptions
  readonly #firstLife = new AbortController()
  readonly #givenUp: AbortSignal
  #child: ChildProcess | undefined
  #ended: Promise<void> = Promise.resolve()
  #deathsInARow = 0
  #everAnswered = false
  #startsAnew = false
  #stopping: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined

  constructor(component: Component, options: SupervisorOptions) {
    this.component = component
    this.#options = options
    this.#givenUp = AbortSignal.any([this.#firstLife.signal, options.signal])
  }

  begin(): void {
    const bornAt = performance.now()
    const { journal, onLine } = this.#options
    const child = launch(this.component, (line) => {
      journal.write(line)
      onLine(this.component, line)
    })
    this.#child = child
    this.#ended = new Promise((resolve) => {
      child.once('error', (cause) => journal.write(cause.message))
      child.once('close', () => {
        // What it started itself must not outlive it.
        if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
        resolve()
        this.#onEnd(bornAt)
      })
    })
    this.#options.onProcessesChanged()
  }

  pid(): number | undefined {
    return this.#child?.pid
  }

  async started(): Promise<void> {
    const { healthUrl, healthAuthorization: authorization } = this.component
    const patience = { withinMs: answersWithinMs, until: 'answering', signal: this.#givenUp, authorization } as const
    this.#everAnswered = await waitForHealth(healthUrl, patience)
    if (!this.#everAnswered) throw explain(this.component, this.#options.journal)
  }

  startAnew(): void {
    if (this.#child === undefined || this.#stopping) return
    this.#startsAnew = true
    void this.#terminate(this.#child)
  }

  stop(): Promise<void> {
    return (this.#stopping ??= this.#end())
  }

  #onEnd(bornAt: number): void {
    this.#child = undefined
    this.#options.onProcessesChanged()
    if (this.#stopping) return
    if (this.#startsAnew) {
      this.#startsAnew = false
      this.begin()
      return
    }
    this.#firstLife.abort()
    // A process that dies before it ever answered ends the start; it is not tried again.
    if (!this.#everAnswered) return
    this.#deathsInARow = performance.now() - bornAt > steadyAfterMs ? 1 : this.#deathsInARow + 1
    const delayMs = delayAfter(this.#deathsInARow)
    this.#options.onDeath(this.component, delayMs)
    this.#retry = setTimeout(() => this.begin(), delayMs)
  }

  async #end(): Promise<void> {
    clearTimeout(this.#retry)
    if (this.#child !== undefined) await this.#terminate(this.#child)
  }

  async #terminate(child: ChildProcess): Promise<void> {
    const { pid } = child
    if (pid === undefined) return
    child.kill('SIGTERM')
    const kill = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs)
    await this.#ended
    clearTimeout(kill)
  }
}
