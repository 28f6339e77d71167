import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { signalGroup } from './supervisor.ts'

/** A process as the kernel knows it: pids are used again, a pid with its birth is not. */
interface ProcessMark {
  readonly pid: number
  readonly bornAt: string
}

interface RunFile {
  readonly supervisor: ProcessMark
  readonly components: readonly ProcessMark[]
}

const runFile = (dataDirectory: string): string => join(dataDirectory, 'run.json')
const stateField = 0
const bornAtField = 19
const endsWithinMs = 3_000
const betweenMs = 50

/**
 * Birth of a process in clock ticks since boot (proc(5), field 22 of stat), or undefined when it does not exist or is dead
 * and only waits to be buried by its parent.
 */
function birthOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the program's name, may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[stateField] === 'Z' ? undefined : fields[bornAtField]
  } catch {
    return undefined
  }
}

/** Whether a process of this number runs now. */
export const processRuns = (pid: number): boolean => birthOf(pid) !== undefined

const lives = ({ pid, bornAt }: ProcessMark): boolean => birthOf(pid) === bornAt

function markOf(pid: number): ProcessMark[] {
  const bornAt = birthOf(pid)
  return bornAt === undefined ? [] : [{ pid, bornAt }]
}

/** Notes which processes belong to this run. */
export function noteProcesses(dataDirectory: string, pids: readonly number[]): void {
  const [supervisor] = markOf(process.pid)
  if (!supervisor) return
  const content: RunFile = { supervisor, components: pids.flatMap(markOf) }
  const file = runFile(dataDirectory)
  try {
    writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch {
    // On a full disk the last note stays: whoever supervises must not fall with it.
  }
}

/** Forgets the run: everything has ended. */
export function forgetProcesses(dataDirectory: string): void {
  rmSync(runFile(dataDirectory), { force: true })
}

async function endAll(marks: readonly ProcessMark[]): Promise<void> {
  const deadline = performance.now() + endsWithinMs
  for (const { pid } of marks) signalGroup(pid, 'SIGTERM')
  while (marks.some(lives) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, betweenMs))
  for (const { pid } of marks) signalGroup(pid, 'SIGKILL')
}

/**
 * Makes sure that nothing of an earlier run is alive: ends what a killed start left behind, and throws a StartProblem when
 * that start itself still runs. Returns how many processes it ended.
 */
export async function clearLeftovers(dataDirectory: string): Promise<number> {
  const raw = await readFile(runFile(dataDirectory), 'utf8').catch(() => undefined)
  if (raw === undefined) return 0
  const { supervisor, components } = JSON.parse(raw) as RunFile
  if (supervisor.pid !== process.pid && lives(supervisor))
    throw new StartProblem(
      `Liên Viện đang chạy từ thư mục này (tiến trình ${supervisor.pid}); hãy dừng bằng Ctrl-C ở cửa sổ đó trước.`,
    )
  const left = components.filter(lives)
  await endAll(left)
  forgetProcesses(dataDirectory)
  return left.length
}
