import { makeDicomwebArchive } from '#adapters/dicomweb/dicomweb-archive.ts'
import { readArchiveEnv } from './env.ts'
import { seedArchive } from './imaging/seed-archive.ts'

const { appUrl, url, user, password } = readArchiveEnv()
const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
await seedArchive({ appUrl, archive: makeDicomwebArchive({ url, authorization }) })
