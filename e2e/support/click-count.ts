import type { BrowserContext } from 'playwright-core'

/** Counts what a hand does: presses of the pointer on any page of a context; Enter in a form is no press. */
export class ClickCount {
  #presses = 0

  /** Counts from now on, on pages opened later too. */
  async watch(context: BrowserContext): Promise<void> {
    await context.exposeFunction('countPress', () => {
      this.#presses += 1
    })
    const listen = (): void => {
      addEventListener('pointerdown', (event) => {
        if (event.isTrusted) void (globalThis as unknown as { countPress: () => Promise<void> }).countPress()
      }, { capture: true })
    }
    await context.addInitScript(listen)
    await Promise.all(context.pages().map((page) => page.evaluate(listen)))
  }

  get presses(): number {
    return this.#presses
  }
}
