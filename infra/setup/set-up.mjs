import { buildWorkerIntoCache, downloadWorker, presentWorker } from '../media-worker/locate.mjs'
import { dependenciesAreCurrent, installDependencies } from './npm-dependencies.mjs'
import { step } from './progress.mjs'
import { StartProblem } from './start-problem.mjs'
import { absentPackages, installPackages, runtimePackages, testPackages, workerBuildPackages } from './system-packages.mjs'

export const oldestNode = [20, 19]

/** Whether a `process.versions.node` is new enough for the set-up itself. */
export function nodeIsSupported(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

async function findWorker() {
  return presentWorker() ?? (await step('Tìm tiến trình media dựng sẵn', async () => (await downloadWorker()) ?? 'skipped'))
}

/** npm's and apt's own words are many; the latest one shows that something moves. */
const shorten = (note) => (line) => note(line.trim().slice(0, 40))

/**
 * Brings the machine to where the product's own Node can take over, doing what is missing and nothing else: Debian
 * packages, dependencies, media worker. What can overlap does. The worker is handed back as a promise, because its build
 * takes minutes in which database and portal can be prepared.
 */
export async function setUpMachine({ forTests }) {
  if (!nodeIsSupported(process.versions.node))
    throw new StartProblem(
      `Node ${process.versions.node} quá cũ; hãy cài Node ${oldestNode.join('.')} trở lên rồi chạy lại, ví dụ từ kho npm:\n\n` +
        `    npm install --global node-${process.platform}-${process.arch}@24.21.0 && hash -r && npm install --global npm@11\n`,
    )

  const found = await findWorker()
  const mustBuild = found === 'skipped'
  const wanted = [...runtimePackages, ...(forTests ? testPackages : []), ...(mustBuild ? workerBuildPackages : [])]
  const absent = absentPackages(wanted)
  if (absent.length > 0 && process.getuid?.() !== 0) await installPackages(absent)

  const dependenciesReady = dependenciesAreCurrent()
  const packages =
    absent.length > 0
      ? step(`Gói hệ thống (${absent.length} gói)`, (note) => installPackages(absent, shorten(note)))
      : Promise.resolve()
  const dependencies = dependenciesReady
    ? Promise.resolve()
    : step('Thư viện theo package-lock.json', (note) => installDependencies(shorten(note)))
  const worker = mustBuild
    ? packages.then(() =>
        step('Dựng tiến trình media từ mã nguồn', (note) => buildWorkerIntoCache({ sourceInstalled: dependenciesReady, note })),
      )
    : Promise.resolve(found)
  // It is awaited later, by whoever needs it; until then its failure must not end the process on its own.
  worker.catch(() => {})
  await Promise.all([packages, dependencies])
  return { worker }
}
