import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { makeTestFolder } from './test-folder.ts'

const folder = await makeTestFolder()
const report = join(folder, 'leaving.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a program sent that was not for its own machine. */
function leavingOf(program: string): unknown {
  const script = join(repositoryRoot, 'infra', 'testing', 'sealed-network.ts')
  execFileSync('unshare', ['--net', process.execPath, script, report, process.execPath, '-e', program])
  return JSON.parse(readFileSync(report, 'utf8'))
}

const asRoot = process.getuid?.() === 0

test.skipIf(!asRoot)('names to whom a program sends, and lets nothing of it out', () => {
  const send = "socket.send('x', 5349, '203.0.113.9', () => socket.close())"
  expect(leavingOf(`const socket = require('node:dgram').createSocket('udp4'); ${send}`)).toEqual(['udp 203.0.113.9 5349'])
})

test.skipIf(!asRoot)('counts nothing that stays on the machine, by whichever of its addresses', () => {
  const server = "const server = require('node:net').createServer((line) => line.end()).listen(0, '0.0.0.0', () => dial('192.0.2.1', () => dial('127.0.0.1', () => server.close())))"
  const dial = "const dial = (host, next) => require('node:net').connect(server.address().port, host).on('close', next).resume()"
  expect(leavingOf(`${dial}; ${server}`)).toEqual([])
})
