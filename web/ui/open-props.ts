/** Held open by its owner, or left to its trigger when both are absent. */
export interface OpenProps {
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
}
