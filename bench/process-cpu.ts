import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU in microseconds that a process and its threads have used since they started; 0 where it has ended. */
export function processCpu(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1_000)
      .reduce((sum, used) => sum + used, 0)
  } catch {
    return 0
  }
}

/** Memory that a process holds now; 0 where it has ended. */
export function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024
  } catch {
    return 0
  }
}

/** CPU in microseconds that the whole machine has used, what the hypervisor took away included. */
function machineCpu(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number)
  return ((user + nice + system + irq + softirq + steal) / ticksPerSecond) * 1_000_000
}

/** Begins to watch the machine; the answer is the share of one core that processes other than ours have used since. */
export function watchOthers(ours: readonly number[]): () => number {
  const oursNow = (): number => ours.reduce((sum, pid) => sum + processCpu(pid), 0)
  const [startedAt, machineBefore, oursBefore] = [performance.now(), machineCpu(), oursNow()]
  return () => {
    const elapsed = (performance.now() - startedAt) * 1_000
    return Math.max(0, machineCpu() - machineBefore - (oursNow() - oursBefore)) / elapsed
  }
}
