//! SHA-256 as policies of pages write it, after FIPS 180-4.

/// The hash of `bytes` in base64.
pub(crate) fn sha256_base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let hash = sha256(bytes);
    let mut out = String::new();
    for group in hash.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*group.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let primes: Vec<u32> = (2..312).filter(|n| (2..*n).all(|it| n % it != 0)).collect();
    let root = |prime: u32, cube: bool| {
        let root = if cube { f64::from(prime).cbrt() } else { f64::from(prime).sqrt() };
        (root.fract() * 4_294_967_296.0) as u32
    };
    let rounds: Vec<u32> = primes.iter().take(64).map(|it| root(*it, true)).collect();
    let mut hash: Vec<u32> = primes.iter().take(8).map(|it| root(*it, false)).collect();
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(64), 0);
    if padded.len() - bytes.len() < 9 {
        padded.resize(padded.len() + 64, 0);
    }
    let end = padded.len() - 8;
    padded[end..].copy_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut w: Vec<u32> =
            block.chunks(4).map(|it| u32::from_be_bytes(it.try_into().unwrap())).collect();
        for at in 16..64 {
            let (x, y) = (w[at - 15], w[at - 2]);
            let x = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let y = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            w.push(w[at - 16].wrapping_add(x).wrapping_add(w[at - 7]).wrapping_add(y));
        }
        let mut it = hash.clone();
        for at in 0..64 {
            let one = it[4].rotate_right(6) ^ it[4].rotate_right(11) ^ it[4].rotate_right(25);
            let choice = it[4] & it[5] ^ !it[4] & it[6];
            let sum =
                [it[7], one, choice, rounds[at], w[at]].into_iter().fold(0, u32::wrapping_add);
            let two = it[0].rotate_right(2) ^ it[0].rotate_right(13) ^ it[0].rotate_right(22);
            let most = it[0] & it[1] ^ it[0] & it[2] ^ it[1] & it[2];
            it.rotate_right(1);
            it[4] = it[4].wrapping_add(sum);
            it[0] = sum.wrapping_add(two).wrapping_add(most);
        }
        hash.iter_mut().zip(it).for_each(|(sum, it)| *sum = sum.wrapping_add(it));
    }
    let bytes: Vec<u8> = hash.iter().flat_map(|it| it.to_be_bytes()).collect();
    bytes.try_into().unwrap()
}

#[test]
fn the_hash_is_the_one_of_the_standard() {
    let check = |text: &str, hash| assert_eq!(sha256_base64(text.as_bytes()), hash);
    check("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    check("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    check(&"a".repeat(119), "MeulHDE6XAgiat8Y1KNZz9/Y0ugWsT9K+VL36mWE3Ps=");
}
