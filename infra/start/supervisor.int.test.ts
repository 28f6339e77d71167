import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '#infra/testing/free-port.ts'
import type { Component } from './components.ts'
import { waitForHealth } from './health-probe.ts'
import { openJournal, type Journal } from './journal.ts'
import { clearLeftovers, noteProcesses, processRuns } from './leftovers.ts'
import { supervise, type Supervised } from './supervisor.ts'

const server = (port: number): string => `
  const child = require('node:child_process').spawn('sleep', ['300'])
  console.log('child ' + child.pid)
  require('node:http').createServer((q, s) => s.end('{}')).listen(${port}, '127.0.0.1')
  process.on('SIGTERM', () => process.exit(0))`

let folder: string
let journal: Journal
let member: Supervised | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-test-'))
  journal = openJournal(folder, 'jobs')
})
afterEach(async () => {
  await member?.stop()
  await journal.close()
  await rm(folder, { recursive: true, force: true })
})

function component(port: number, script: string): Component {
  return {
    name: 'jobs',
    label: 'Việc nền',
    command: [process.execPath, '-e', script],
    environment: process.env,
    healthUrl: `http://127.0.0.1:${port}/`,
  }
}

describe('supervise', () => {
  it('starts again a process that was killed, and leaves none of its children', async () => {
    const port = await freePort()
    const died = Promise.withResolvers<undefined>()
    const grandchildren: number[] = []
    member = supervise(component(port, server(port)), {
      journal,
      signal: new AbortController().signal,
      onLine: (_component, line) => grandchildren.push(Number(line.split(' ')[1])),
      onDeath: () => died.resolve(undefined),
      onProcessesChanged: () => undefined,
    })
    await member.started()
    const first = member.pid() ?? 0
    process.kill(first, 'SIGKILL')
    await died.promise
    const signal = new AbortController().signal
    expect(await waitForHealth(`http://127.0.0.1:${port}/`, { withinMs: 10_000, until: 'up', signal })).toBe(true)
    expect(member.pid()).not.toBe(first)
    await member.stop()
    await expect.poll(() => grandchildren.filter(processRuns)).toEqual([])
  })

  it('has a process start anew when asked to, at once and without a death', async () => {
    const port = await freePort()
    let deaths = 0
    member = supervise(component(port, server(port)), {
      journal, signal: new AbortController().signal, onLine: () => undefined, onDeath: () => (deaths += 1), onProcessesChanged: () => undefined,
    })
    await member.started()
    const first = member.pid() ?? 0
    member.startAnew()
    await expect.poll(() => member?.pid()).not.toBe(first)
    expect(await waitForHealth(`http://127.0.0.1:${port}/`, { withinMs: 10_000, until: 'up', signal: new AbortController().signal })).toBe(true)
    expect([processRuns(first), deaths]).toEqual([false, 0])
  })

  it('says why a process does not start', async () => {
    const port = await freePort()
    member = supervise(component(port, `console.error('missing SOME_VARIABLE'); process.exit(1)`), {
      journal,
      signal: new AbortController().signal,
      onLine: () => undefined,
      onDeath: () => undefined,
      onProcessesChanged: () => undefined,
    })
    await expect(member.started()).rejects.toThrow(/Việc nền.*missing SOME_VARIABLE/)
  })
})

describe('clearLeftovers', () => {
  it('ends what a killed start left running', async () => {
    const port = await freePort()
    // Nobody brings it back: who started it is gone.
    const { pid = 0 } = spawn(process.execPath, ['-e', server(port)], { detached: true, stdio: 'ignore' })
    expect(await waitForHealth(`http://127.0.0.1:${port}/`, { withinMs: 10_000, until: 'answering', signal: AbortSignal.timeout(10_000) })).toBe(true)
    noteProcesses(folder, [pid])
    // The test stands for both starts, the killed one and the next.
    expect(await clearLeftovers(folder)).toBe(1)
    expect(await waitForHealth(`http://127.0.0.1:${port}/`, { withinMs: 300, until: 'up', signal: AbortSignal.timeout(300) })).toBe(false)
    expect(await clearLeftovers(folder)).toBe(0)
  })
})
