import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { repositoryRoot } from '#infra/setup/paths.mjs'

/** How much script a page of the built portal brings before it can be used. */
export interface FirstLoad {
  /** Its place in the file tree: `(portal)/(lists)/cases`. */
  readonly page: string
  /** What every page brings: React and the router. */
  readonly frameworkBytes: number
  /** The page's own and its layouts', compressed as the portal sends it. */
  readonly ownBytes: number
}

const built = join(repositoryRoot, 'web/.next')
const buildManifest = z.object({ rootMainFiles: z.array(z.string()) })
const pageManifests = z.record(z.string(), z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) }))
const manifestName = 'page_client-reference-manifest.js'

/** Reads the manifests of the last production build; throws where there is none. */
export function firstLoads(): readonly FirstLoad[] {
  const { rootMainFiles } = buildManifest.parse(JSON.parse(readFileSync(join(built, 'build-manifest.json'), 'utf8')))
  const sizes = new Map<string, number>()
  const sizeOf = (file: string): number => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(built, file))).length
    sizes.set(file, known)
    return known
  }
  const total = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + sizeOf(file), 0)
  const app = join(built, 'server/app')
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(manifestName) && !path.startsWith('_'))
    .map((path) => {
      const page = relative(app, join(app, path, '..')).replaceAll('\\', '/')
      const own = new Set(entryFilesOf(join(app, path)))
      return { page, frameworkBytes: total(rootMainFiles), ownBytes: total([...own].filter((file) => !rootMainFiles.includes(file))) }
    })
}

/** What stands around every page, beside the page itself; what is shown in their place does not count. */
const shown = /\/(?:page|layout|template|loading|error)$/

/** The manifest is a script that writes itself into a global; it names the page and what stands around it. */
function entryFilesOf(path: string): readonly string[] {
  const global: Record<string, unknown> = {}
  runInNewContext(readFileSync(path, 'utf8'), { globalThis: global })
  const [manifest] = Object.values(pageManifests.parse(global['__RSC_MANIFEST']))
  return Object.entries(manifest?.entryJSFiles ?? {}).flatMap(([name, files]) => (shown.test(name) ? files : []))
}
