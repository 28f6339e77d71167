import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reachableDataDirectory } from '#infra/database/embedded-postgres.ts'
import { lanAddresses } from './addresses.ts'
import { serverCertificate } from './certificates.ts'
import { fingerprintOf, onlyWhenChanged } from './fingerprint.ts'
import { openJournal } from './journal.ts'
import { parseStartOptions } from './options.ts'
import { requireFreePorts } from './ports.ts'
import { loadSecrets } from './secrets.ts'
import { readPorts, readSettings } from './settings.ts'
import { delayAfter } from './supervisor.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('options and settings', () => {
  it('understands its flags and names them when one is unknown', () => {
    expect(parseStartOptions(['--fresh', '--lan'])).toEqual({ fresh: true, lan: true, dev: false, hold: false })
    expect(() => parseStartOptions(['--frsh'])).toThrow('--fresh, --lan, --dev')
  })

  it('never wipes an outside database', () => {
    const options = parseStartOptions(['--fresh'])
    expect(() => readSettings(options, { NODE_ENV: 'test', DATABASE_URL: 'postgresql://db/x' })).toThrow('DATABASE_URL')
  })

  it('opens itself to the network only when asked', () => {
    expect(readSettings(parseStartOptions([]), { NODE_ENV: 'test' }).host).toBe('127.0.0.1')
    expect(readSettings(parseStartOptions(['--lan']), { NODE_ENV: 'test' }).host).toBe('0.0.0.0')
  })

  it('names the variable of a port that is no port', () => {
    expect(() => readPorts({ NODE_ENV: 'test', PORTAL_PORT: 'abc' })).toThrow('PORTAL_PORT')
  })
})

describe('requireFreePorts', () => {
  it('names the port that is taken and the variable that moves it', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const taken = (other.address() as AddressInfo).port
    const ports = { ...readPorts({ NODE_ENV: 'test' }), portal: taken }
    await expect(requireFreePorts({ ports, host: '127.0.0.1' })).rejects.toThrow(new RegExp(`${taken}.*PORTAL_PORT`))
    other.close()
  })
})

describe('onlyWhenChanged', () => {
  it('repeats work only for another fingerprint', async () => {
    const stamp = join(folder, 'stamp')
    let times = 0
    const work = async (): Promise<void> => {
      times++
    }
    expect(await onlyWhenChanged(stamp, 'a', work)).toBe(true)
    expect(await onlyWhenChanged(stamp, 'a', work)).toBe(false)
    expect(await onlyWhenChanged(stamp, 'b', work)).toBe(true)
    expect(times).toBe(2)
  })

  it('repeats work that broke off', async () => {
    const stamp = join(folder, 'stamp')
    await expect(onlyWhenChanged(stamp, 'a', () => Promise.reject(new Error('broke off')))).rejects.toThrow()
    expect(await onlyWhenChanged(stamp, 'a', () => Promise.resolve())).toBe(true)
  })

  it('sees a change of content', async () => {
    const file = join(folder, 'source.ts')
    await writeFile(file, 'a')
    const before = await fingerprintOf([file])
    await writeFile(file, 'b')
    expect(await fingerprintOf([file])).not.toBe(before)
  })
})

describe('secrets', () => {
  it('are made once and kept', async () => {
    const first = await loadSecrets(folder)
    expect(await loadSecrets(folder)).toEqual(first)
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length)
  })
})

describe('delayAfter', () => {
  it('is nothing to speak of after a first death, then doubles up to a third of a minute', () => {
    expect([1, 2, 3, 10].map(delayAfter)).toEqual([20, 500, 1_000, 20_000])
  })
})

describe('reachableDataDirectory', () => {
  it('stays where asked when the database can go there', () => {
    expect(reachableDataDirectory('/srv/lv/.data/postgres', () => true)).toBe('/srv/lv/.data/postgres')
  })

  it("moves out of a closed home to a place that is stable for the checkout", () => {
    const moved = reachableDataDirectory('/root/lv/.data/postgres', () => false)
    expect(moved).toMatch(/^\/var\/lib\/lien-vien\/[0-9a-f]{12}\/postgres$/)
    expect(reachableDataDirectory('/root/lv/.data/postgres', () => false)).toBe(moved)
    expect(reachableDataDirectory('/root/other/.data/postgres', () => false)).not.toBe(moved)
  })
})

describe('lanAddresses', () => {
  it('lists what other machines reach, without containers and loopback', () => {
    const base = { netmask: '', mac: '', cidr: null, family: 'IPv4' as const }
    expect(
      lanAddresses({
        lo: [{ ...base, address: '127.0.0.1', internal: true }],
        eth0: [{ ...base, address: '10.1.2.3', internal: false }],
        docker0: [{ ...base, address: '172.17.0.1', internal: false }],
      }),
    ).toEqual(['10.1.2.3'])
  })
})

describe('serverCertificate', () => {
  it('keeps its authority when an address is added, so that nobody has to trust again', async () => {
    const first = await serverCertificate(folder, ['10.0.0.1'])
    const [authority, certificate] = await Promise.all([readFile(first.authorityFile, 'utf8'), readFile(first.certificateFile, 'utf8')])
    await serverCertificate(folder, ['10.0.0.1'])
    expect(await readFile(first.certificateFile, 'utf8')).toBe(certificate)
    await serverCertificate(folder, ['10.0.0.1', '10.0.0.2'])
    expect(await readFile(first.certificateFile, 'utf8')).not.toBe(certificate)
    expect(await readFile(first.authorityFile, 'utf8')).toBe(authority)
  })
})

describe('a log', () => {
  it('goes on once a full disk has room again', async () => {
    const path = join(folder, 'jobs.log')
    await symlink('/dev/full', path)
    const journal = openJournal(folder, 'jobs')
    journal.write('lost')
    await rm(path)
    const written = (): Promise<string> => {
      journal.write('kept')
      return readFile(path, 'utf8').catch(() => '')
    }
    await expect.poll(written, { timeout: 10_000 }).toContain('kept')
    await journal.close()
  })
})
