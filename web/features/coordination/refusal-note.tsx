import { Callout } from '#web/ui/callout.tsx'

/** Why the server said no, with the code for support. */
export function RefusalNote({ refusal }: { readonly refusal: { readonly code: string; readonly text: string } | undefined }) {
  return refusal && (
    <Callout tone="danger">
      {refusal.text} <span className="font-mono text-small text-quiet">{refusal.code}</span>
    </Callout>
  )
}
