import { chmod, mkdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canRead } from '#infra/database/service-user.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import type { Component } from './components.ts'
import { ableToRun, settleProcessUser, underUser } from './run-as.ts'

let folder: string
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const places = () => ({ mode: 'production', dataDirectory: folder, keysDirectory: join(folder, 'keys') }) as const
const component = (name: Component['name']): Component => ({ name, label: name, command: ['true'], environment: { NODE_ENV: 'production', NODE_COMPILE_CACHE: folder }, healthUrl: '' })

describe.skipIf(process.getuid?.() !== 0)('the processes of a start as root', () => {
  it('are given what is theirs, and nothing that a link names', async () => {
    await mkdir(join(folder, 'uploads'))
    await writeFile(join(folder, 'secrets.json'), '{}', { mode: 0o600 })
    await symlink(join(folder, 'secrets.json'), join(folder, 'uploads', 'of-somebody'))
    await mkdir(join(folder, 'larger-disk'))
    await writeFile(join(folder, 'larger-disk', 'one.webm'), '', { mode: 0o600 })
    await symlink(join(folder, 'larger-disk'), join(folder, 'recordings'))

    const user = await settleProcessUser(places())
    expect(user.uid).toBeGreaterThan(0)
    const ownerOf = async (...path: string[]) => (await stat(join(folder, ...path))).uid
    expect([await ownerOf('keys'), await ownerOf('uploads'), await ownerOf('recordings', 'one.webm'), await ownerOf('secrets.json'), await ownerOf('.')]).toEqual([user.uid, user.uid, user.uid, 0, 0])
    expect([canRead(user, join(folder, 'recordings', 'one.webm')), canRead(user, join(folder, 'secrets.json'))]).toEqual([true, false])
    expect(await readlink(join(folder, 'recordings'))).toBe(join(folder, 'larger-disk'))
  })

  it('stay root where their user cannot come in', async () => {
    await chmod(folder, 0o700)
    expect(await settleProcessUser(places())).toEqual({})
  })

  it('change over but for the relay, which does so itself, and the gateway, which takes its port first', () => {
    const user = { uid: 123, gid: 456 }
    const environmentOf = (name: Component['name']) => underUser(component(name), user).environment
    expect((['portal', 'signaling', 'signaling-spare', 'sfu', 'jobs', 'gateway', 'turn', 'wal', 'archive'] as const).filter((name) => underUser(component(name), user).user !== undefined)).toEqual(['portal', 'signaling', 'signaling-spare', 'sfu', 'jobs'])
    expect([environmentOf('gateway')['RUN_AS'], environmentOf('turn')['RUN_AS'], environmentOf('gateway')['NODE_COMPILE_CACHE'], environmentOf('jobs')['NODE_COMPILE_CACHE']]).toEqual(['123:456', undefined, undefined, folder])
    expect(underUser(component('portal'), {})).toEqual(component('portal'))
    expect(ableToRun(underUser(component('sfu'), user), '/usr/bin/true').user).toEqual(user)
    expect(ableToRun(underUser(component('sfu'), user), join(folder, 'nothing')).user).toBe(undefined)
  })
})
