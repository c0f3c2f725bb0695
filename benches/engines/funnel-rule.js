// The figures of a funnel as the specification has them, over deals that somebody has already put together: what every
// engine in JavaScript shares, since none of them knows these rules.
const LOST = 254;
const WON = 255;
const MOST = 12;

/** Kaplan and Meier: the smallest length by which a share is over; -1 while it has not come to that. */
function quantiles(over, open, shares) {
  const happened = Float64Array.from(over).sort();
  const broken = Float64Array.from(open).sort();
  const found = shares.map(() => -1);
  let left = 1;
  let gone = 0;
  for (let at = 0; at < happened.length; ) {
    const length = happened[at];
    while (gone < broken.length && broken[gone] < length) gone += 1;
    const waiting = happened.length - at + broken.length - gone;
    let now = at;
    while (now < happened.length && happened[now] === length) now += 1;
    left *= 1 - (now - at) / waiting;
    at = now;
    shares.forEach((share, nth) => {
      if (found[nth] < 0 && left <= 1 - share + 1e-10) found[nth] = length;
    });
    if (found.every((length) => length >= 0)) break;
  }
  return found;
}

/** `walk(take)` calls `take(places, moments, abouts, from, to)` for each deal, its steps in the order of time. */
export function report(stages, walk, asOf) {
  const zero = () => new Uint32Array(stages);
  const [touched, inOrder, skipped, lostHere, openHere, reached, advanced] = Array.from({ length: 7 }, zero);
  const levels = Array.from({ length: 3 }, () => new Uint32Array(stages + 2));
  const reasons = Array.from({ length: stages }, () => new Uint32Array(10));
  const over = Array.from({ length: stages }, () => []);
  const open = Array.from({ length: stages }, () => []);
  const since = new Float64Array(stages);
  const ways = new Map();
  let count = 0;
  let [withSkip, returns, repeats] = [0, 0, 0];
  walk((places, moments, abouts, from, to) => {
    count += 1;
    let [entered, standing, level, chain, before, fate, why, way] = [0, 0, 0, 0, -1, 0, 0, ""];
    for (let at = from; at < to; at += 1) {
      const place = places[at];
      const when = moments[at];
      if (when > asOf) break;
      let left = standing;
      if (place < LOST) {
        const bit = 1 << place;
        left = standing & (bit - 1);
        if (place + 1 > level) level = place + 1;
        if (place === chain) chain += 1;
        if (before > place) returns += 1;
        else if (before === place) repeats += 1;
        before = place;
        if (!(entered & bit)) {
          entered |= bit;
          standing |= bit;
          since[place] = when;
        }
        way += String.fromCharCode(48 + place);
        fate = 0;
      } else {
        fate = place === WON ? 2 : 1;
        why = abouts[at];
      }
      for (let stage = 0; left >> stage; stage += 1) {
        if ((left >> stage) & 1) over[stage].push(when - since[stage]);
      }
      standing &= ~left;
    }
    for (let stage = 0; standing >> stage; stage += 1) {
      if ((standing >> stage) & 1) open[stage].push(asOf - since[stage]);
    }
    if (fate === 2) level = stages + 1;
    levels[fate][level] += 1;
    const missed = ((1 << (level - 1)) - 1) & ~entered;
    if (missed) withSkip += 1;
    for (let stage = 0; stage < stages; stage += 1) {
      if ((entered >> stage) & 1) touched[stage] += 1;
      if ((missed >> stage) & 1) skipped[stage] += 1;
      if (chain > stage) inOrder[stage] += 1;
    }
    if (fate === 1) reasons[level - 1][why] += 1;
    if (fate > 0) ways.set(way, (ways.get(way) ?? 0) + 1);
  });
  const won = levels[2][stages + 1];
  let sum = won;
  for (let stage = stages - 1; stage >= 0; stage -= 1) {
    advanced[stage] = sum;
    lostHere[stage] = levels[1][stage + 1];
    openHere[stage] = levels[0][stage + 1];
    sum += lostHere[stage] + openHere[stage];
    reached[stage] = sum;
  }
  const lost = levels[1].reduce((sum, deals) => sum + deals, 0);
  const out = [count, won, lost, count - won - lost];
  for (let stage = 0; stage < stages; stage += 1) {
    out.push(touched[stage], reached[stage], inOrder[stage], advanced[stage], lostHere[stage], openHere[stage]);
    out.push(skipped[stage], ...quantiles(over[stage], open[stage], [0.5, 0.8]), ...reasons[stage]);
  }
  out.push(withSkip, returns, repeats);
  out.push(...[...ways.values()].sort((one, other) => other - one).slice(0, MOST));
  return Float64Array.from(out);
}
