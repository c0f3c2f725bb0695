// A million steps of three hundred thousand deals, the same for every engine.
import { chance } from "./purchases.js";

export const STAGES = 7;
const LOST = 254;
const WON = 255;
/** The moment as of which the figures are: everything begins in the year before it. */
export const AS_OF = 1_800_000_000_000;
const DAY = 86_400_000;

/** Columns of steps, deal by deal: some skip a stage, some go back, some stand still, most are lost on the way. */
export function deals(count, seed = 20_261_122) {
  const next = chance(seed);
  const steps = { deal: [], place: [], at: [], about: [] };
  const amount = [];
  for (let deal = 0; steps.deal.length < count; deal += 1) {
    let at = AS_OF - Math.floor(365 * DAY * next());
    let stage = next() < 0.03 ? 1 : 0;
    const put = (place, about) => {
      steps.deal.push(deal);
      steps.place.push(place);
      steps.at.push(at);
      steps.about.push(about);
    };
    put(stage, 0);
    for (;;) {
      at += 1 + Math.floor(20 * DAY * next() ** 2);
      if (at > AS_OF) break;
      const luck = next();
      if (luck < 0.22) {
        put(LOST, Math.floor(10 * next() ** 2));
        break;
      }
      if (luck < 0.25 && stage > 0) stage -= 1;
      else if (luck >= 0.27) stage += luck < 0.32 ? 2 : 1;
      if (stage >= STAGES) {
        put(WON, 0);
        break;
      }
      put(stage, 0);
    }
    amount.push(Math.round(10_000 * 10 ** (2 * next())));
  }
  return {
    deal: Uint32Array.from(steps.deal),
    place: Uint32Array.from(steps.place),
    at: Float64Array.from(steps.at),
    about: Uint32Array.from(steps.about),
    amount: Float64Array.from(amount),
  };
}
