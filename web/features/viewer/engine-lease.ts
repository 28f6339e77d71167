import type { EngineModule, ViewerEngine } from './engine/viewer-engine.ts'

type AskText = (given: string) => Promise<string | null>

interface Lease {
  readonly engine: Promise<ViewerEngine>
  readonly end: () => void
}

/** Cornerstone is one to a page; kept a while after the last viewer has gone, so that going to and fro costs nothing. */
const restMs = 60_000
let held: { readonly address: string; readonly opening: Promise<ViewerEngine>; users: number; timer: ReturnType<typeof setTimeout> | undefined } | null = null
let asker: AskText = () => Promise.resolve(null)

async function open(address: string): Promise<ViewerEngine> {
  // Built apart from the portal: its address is known only when it runs.
  const engineModule = (await import(/* turbopackIgnore: true */ /* webpackIgnore: true */ address)) as EngineModule
  return engineModule.createViewerEngine({ askText: (given) => asker(given) })
}

function close(): void {
  const ending = held
  held = null
  void ending?.opening.then((engine) => engine.close(), () => undefined)
}

/** Hands out the page's engine, opening it for the first viewer; a failed opening is forgotten. */
export function leaseEngine(address: string, askText: AskText): Lease {
  asker = askText
  if (held !== null && held.address !== address) close()
  held ??= { address, opening: open(address), users: 0, timer: undefined }
  const mine = held
  clearTimeout(mine.timer)
  mine.users += 1
  mine.opening.catch(() => {
    if (held === mine) held = null
  })
  let ended = false
  return {
    engine: mine.opening,
    end: () => {
      if (ended) return
      ended = true
      mine.users -= 1
      if (mine.users === 0) mine.timer = setTimeout(() => {
        if (held === mine) close()
      }, restMs)
    },
  }
}
