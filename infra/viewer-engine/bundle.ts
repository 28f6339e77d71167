import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { fingerprintOf, onlyWhenChanged } from '#infra/start/fingerprint.ts'

const requireHere = createRequire(join(repositoryRoot, 'package.json'))
const sources = ['web/features/viewer/engine', 'core/viewing', 'infra/viewer-engine', 'package-lock.json']

/** Where the portal serves the engine from; each build has a folder named after its content. */
export const engineFolder = join(repositoryRoot, 'web', 'public', 'viewer-engine')

/** Node's own modules, named in branches of the codecs that a browser never takes. */
const nodeModules = /^(node:)?(fs|path|crypto|worker_threads|module|url)$/
/**
 * The JPEG decoder of @cornerstonejs/dicom-image-loader 5.14 puts the middle of 12-bit pictures 15 steps too high, which in a CT
 * is 15 HU: 2056 is the middle of 8 bits in sixteenths with its rounding, and does not scale with the range.
 */
const jpegMiddle = '2056 / component.bitConversion'
const jpegTop = '2024 / component.bitConversion'
const rightMiddle = '((255 / component.bitConversion + 1) * 8 + 8)'
const assetAddress = /new URL\('(@cornerstonejs\/[^']+)', import\.meta\.url\)/g

/**
 * Makes the engine's packages fit a browser without a bundler's runtime: the codecs' WebAssembly lies beside the scripts
 * under its own name, and the DICOM dictionary, which two packages bring along, is taken once.
 */
function browserPackages(assets: Set<string>): Plugin {
  return {
    name: 'browser-packages',
    setup(making) {
      making.onResolve({ filter: nodeModules }, ({ path }) => ({ path, namespace: 'absent' }))
      making.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {}', loader: 'js' }))
      making.onResolve({ filter: /^dcmjs$/ }, () => ({ path: join(dirname(requireHere.resolve('dcmjs')), 'dcmjs.es.js') }))
      making.onLoad({ filter: /@cornerstonejs[\\/].*\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        if (/codecs[\\/]jpeg\.js$/.test(path)) {
          if (!text.includes(jpegMiddle) || !text.includes(jpegTop)) throw new Error('the JPEG decoder has changed: see whether it still needs our correction')
          return { contents: text.replaceAll(jpegMiddle, rightMiddle).replace(jpegTop, `((255 / component.bitConversion) * 16 - ${rightMiddle})`), loader: 'js' }
        }
        if (!text.includes('import.meta.url')) return undefined
        const contents = text.replace(assetAddress, (_whole, name: string) => {
          const file = createRequire(path).resolve(name)
          assets.add(file)
          return `new URL('./${basename(file)}', import.meta.url)`
        })
        return { contents, loader: 'js' }
      })
    },
  }
}

/** Bundles the engine into a folder: the module `engine.js`, the decoding worker, and the codecs. */
export async function bundleEngineInto(folder: string): Promise<void> {
  const assets = new Set<string>()
  const loader = dirname(requireHere.resolve('@cornerstonejs/dicom-image-loader'))
  await mkdir(folder, { recursive: true })
  await build({
    entryPoints: {
      engine: join(repositoryRoot, 'web', 'features', 'viewer', 'engine', 'engine.ts'),
      // The name under which the image loader looks for it, beside itself.
      decodeImageFrameWorker: join(loader, 'decodeImageFrameWorker.js'),
    },
    outdir: folder,
    absWorkingDir: repositoryRoot,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'linked',
    logLevel: 'error',
    plugins: [browserPackages(assets)],
  })
  for (const asset of assets) await copyFile(asset, join(folder, basename(asset)))
}

async function contentHash(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(`${name}\0`).update(await readFile(join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}

/** Puts the engine where the portal serves it, unless it is there; older builds stay until the next change, for open pages. */
export async function bundleViewerEngine(): Promise<'built' | 'skipped'> {
  const built = await onlyWhenChanged(join(engineFolder, '.fingerprint'), await fingerprintOf(sources), async () => {
    const making = join(engineFolder, '.making')
    await rm(making, { recursive: true, force: true })
    await bundleEngineInto(making)
    const hash = await contentHash(making)
    const place = join(engineFolder, hash)
    await forgetOlder(hash)
    await rm(place, { recursive: true, force: true })
    await rename(making, place)
    await writeFile(join(engineFolder, 'current.json'), JSON.stringify({ module: `/viewer-engine/${hash}/engine.js` }))
  })
  return built ? 'built' : 'skipped'
}

async function forgetOlder(hash: string): Promise<void> {
  const current = await readFile(join(engineFolder, 'current.json'), 'utf8').catch(() => '')
  for (const name of await readdir(engineFolder)) {
    if (!name.startsWith('.') && !name.endsWith('.json') && name !== hash && !current.includes(name))
      await rm(join(engineFolder, name), { recursive: true, force: true })
  }
}
