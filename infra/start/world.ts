import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { marksBeside, placeOf } from '#infra/database/embedded-postgres.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import type { Settings } from './settings.ts'

const note = z.object({ demo: z.boolean() })

/** What the first start noted; for an installation from before there were notes, whether the demo data lie in it. */
async function knownWorld({ dataDirectory, databaseUrl }: Settings, file: string): Promise<boolean | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) return note.parse(JSON.parse(text)).demo
  if (databaseUrl !== undefined) return undefined
  const cluster = await placeOf(join(dataDirectory, 'postgres'))
  return existsSync(join(cluster, 'PG_VERSION')) ? existsSync(join(marksBeside(cluster), 'seeded')) : undefined
}

/**
 * Settles whether this installation is the demo or a hospital's own, and notes it at the first start: no later start may put the
 * fictional people, whose password everybody knows, into a hospital's data because a variable was forgotten, nor empty it.
 */
export async function settleWorld(settings: Settings, asked: string | undefined): Promise<Settings> {
  const { dataDirectory, fresh } = settings
  const file = join(dataDirectory, 'installation.json')
  const known = await knownWorld(settings, file)
  if (known === false && fresh)
    throw new StartProblem(`--fresh xoá mọi dữ liệu, mà ${dataDirectory} là dữ liệu thật của bệnh viện. Nếu đúng là muốn bỏ tất cả, hãy tự xoá thư mục này.`)
  if (known === false && asked !== undefined && settings.demo)
    throw new StartProblem(`DEMO=${asked}: ${dataDirectory} là dữ liệu thật của bệnh viện, không đưa dữ liệu trình diễn vào. Muốn thử, hãy đặt DATA_DIR khác.`)
  if (known === true && asked === '0' && !fresh)
    throw new StartProblem(`DEMO=0: ${dataDirectory} đang chứa dữ liệu trình diễn, ai cũng biết mật khẩu. Hãy đặt DATA_DIR khác, hoặc xoá nó và bắt đầu lại bằng DEMO=0 npm start -- --fresh.`)
  const demo = fresh || known === undefined ? settings.demo : known
  await mkdir(dataDirectory, { recursive: true })
  await writeFile(file, `${JSON.stringify({ demo })}\n`)
  return { ...settings, demo }
}
