/** A reason why the product cannot start: one Vietnamese sentence that names the component and the remedy. */
export declare class StartProblem extends Error {
  constructor(sentence: string)
}
