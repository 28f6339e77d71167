import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const current = z.object({ module: z.string().startsWith('/viewer-engine/') })

/** Address of the image engine's module; null where it has not been built. */
export async function viewerEngineAddress(): Promise<string | null> {
  const text = await readFile(join(process.cwd(), 'web', 'public', 'viewer-engine', 'current.json'), 'utf8').catch(() => null)
  return text === null ? null : current.parse(JSON.parse(text)).module
}
