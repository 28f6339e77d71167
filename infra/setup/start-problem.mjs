/** A reason why the product cannot start: one Vietnamese sentence that names the component and the remedy. */
export class StartProblem extends Error {
  constructor(sentence) {
    super(sentence)
    this.name = 'StartProblem'
  }
}
