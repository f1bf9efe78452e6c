//! Trained networks as Thinc writes them: layers from the top down, level by level, each with its
//! settings and arrays.

use super::error::Fault;
use super::unpack::{Broken, Piece, Unpack};
use crate::floats;
use crate::model::{Attribute, Encoder, HashEmbed, Maxout};
use std::collections::BTreeMap;

/// Names of layers that hold others have one of these.
const HOLDS_OTHERS: [char; 3] = ['>', '|', '('];
/// Most layers of a network; those of spaCy's pipelines have fewer than a hundred.
const MOST_LAYERS: usize = 10_000;

/// A trained network.
#[derive(Debug, Default)]
pub(super) struct Network<'a> {
    layers: Vec<Layer<'a>>,
}

/// One of its layers.
#[derive(Debug, Default)]
pub(super) struct Layer<'a> {
    name: &'a str,
    settings: BTreeMap<&'a str, &'a [u8]>,
    arrays: BTreeMap<&'a str, Array>,
}

/// Numbers in rows.
#[derive(Debug, Default)]
struct Array {
    shape: Vec<usize>,
    data: Vec<f32>,
}

impl<'a> Network<'a> {
    /// Reads what a component keeps as `model`.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut network = Self::default();
        let mut reader = Unpack::new(bytes);
        reader.map(|key, value| match key {
            Piece::Str("nodes") => network.each(value, |layer, value| layer.read_name(value)),
            Piece::Str("attrs") => network.each(value, |layer, value| layer.read_settings(value)),
            Piece::Str("params") => network.each(value, |layer, value| layer.read_arrays(value)),
            Piece::Str("shims") => network.each(value, |layer, value| layer.read_foreign(value)),
            _ => Ok(value.skip()?),
        })?;
        reader.end()?;
        Ok(network)
    }

    /// Reads a list in which each layer has its part.
    fn each(
        &mut self,
        value: &mut Unpack<'a>,
        mut read: impl FnMut(&mut Layer<'a>, &mut Unpack<'a>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut at = 0;
        value.array(|value| {
            if at == MOST_LAYERS {
                return Err(Fault::Unknown(format!("more than {MOST_LAYERS} layers")));
            }
            if at == self.layers.len() {
                self.layers.push(Layer::default());
            }
            at += 1;
            read(&mut self.layers[at - 1], value)
        })
    }

    /// Nothing but these layers is there, and layers that hold others.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Fault> {
        let unknown = self
            .layers
            .iter()
            .find(|layer| !layer.name.contains(HOLDS_OTHERS) && !known.contains(&layer.name));
        unknown.map_or(Ok(()), |layer| Err(Fault::Unknown(format!("layer `{}`", layer.name))))
    }

    /// The layers of a name, in order.
    pub(super) fn all(&self, name: &str) -> Vec<&Layer<'a>> {
        self.layers.iter().filter(|layer| layer.name == name).collect()
    }

    /// The only layer of a name.
    pub(super) fn one(&self, name: &str) -> Result<&Layer<'a>, Fault> {
        match self.all(name)[..] {
            [layer] => Ok(layer),
            ref all => Err(Fault::Broken(format!("{} layers `{name}` and not one", all.len()))),
        }
    }

    /// The layers that turn words into vectors, where the network has its own.
    pub(super) fn encoder(&self) -> Result<Encoder, Fault> {
        let columns = self.one("extract_features")?.attributes()?;
        let embeds = self.all("hashembed");
        let embeds: Vec<HashEmbed> =
            embeds.into_iter().map(|layer| layer.hash_embed(&columns)).collect::<Result<_, _>>()?;
        let mut maxouts = self.maxouts()?.into_iter();
        let mix = maxouts.next().ok_or_else(|| Fault::Broken("no layer `maxout`".to_owned()))?;
        Ok(Encoder {
            width: mix.outputs,
            embeds,
            projection: self.projection()?,
            window: self.window()?,
            mix,
            layers: maxouts.collect(),
        })
    }

    fn projection(&self) -> Result<Option<Vec<f32>>, Fault> {
        match self.all("static_vectors")[..] {
            [] => Ok(None),
            [layer] => layer.shaped::<2>("W").map(|(_, data)| Some(data)),
            _ => Err(Fault::Broken("several layers `static_vectors`".to_owned())),
        }
    }

    /// Maxout layers in order, each with its layer norm.
    fn maxouts(&self) -> Result<Vec<Maxout>, Fault> {
        let (maxouts, norms) = (self.all("maxout"), self.all("layernorm"));
        if maxouts.len() != norms.len() {
            return Err(Fault::Unknown("maxout layers that are not normalised".to_owned()));
        }
        maxouts.iter().zip(norms).map(|(maxout, norm)| maxout.maxout(norm)).collect()
    }

    /// How many words to each side the layers look at; the same for all of them.
    fn window(&self) -> Result<usize, Fault> {
        let windows = self.all("expand_window");
        let sizes = windows.iter().map(|layer| layer.whole("window_size"));
        let sizes: Vec<usize> = sizes.collect::<Result<_, _>>()?;
        match sizes.first() {
            Some(first) if sizes.iter().all(|size| size == first) => Ok(*first),
            _ => Err(Fault::Unknown("layers that look at windows of several sizes".to_owned())),
        }
    }
}

impl<'a> Layer<'a> {
    fn read_name(&mut self, value: &mut Unpack<'a>) -> Result<(), Fault> {
        value.map(|key, value| {
            match key {
                Piece::Str("name") => self.name = value.string()?,
                _ => value.skip()?,
            }
            Ok(())
        })
    }

    fn read_settings(&mut self, value: &mut Unpack<'a>) -> Result<(), Fault> {
        value.map(|key, value| {
            if let (Piece::Str(name), Piece::Bin(packed)) = (key, value.piece()?) {
                self.settings.insert(name, packed);
                return Ok(());
            }
            Err(Broken::No("setting of a layer").into())
        })
    }

    fn read_arrays(&mut self, value: &mut Unpack<'a>) -> Result<(), Fault> {
        value.map(|key, value| {
            let Piece::Str(name) = key else { return Err(Broken::No("name of an array").into()) };
            if let Some(array) = Array::read(value)? {
                self.arrays.insert(name, array);
            }
            Ok(())
        })
    }

    /// Networks of other libraries (PyTorch and the like) are kept as they write them.
    fn read_foreign(&mut self, value: &mut Unpack<'a>) -> Result<(), Fault> {
        value.array(|_| Err(Fault::Unknown(format!("foreign network in layer `{}`", self.name))))
    }

    /// A setting that is a whole number.
    pub(super) fn whole(&self, name: &'static str) -> Result<usize, Fault> {
        let int = Unpack::new(self.setting(name)?).int()?;
        usize::try_from(int).map_err(|_| Fault::Broken(format!("`{name}` of a layer is {int}")))
    }

    /// A setting that is yes or no.
    pub(super) fn yes(&self, name: &'static str) -> Result<bool, Fault> {
        match Unpack::new(self.setting(name)?).piece()? {
            Piece::Bool(yes) => Ok(yes),
            _ => Err(Broken::No("yes or no").into()),
        }
    }

    fn setting(&self, name: &'static str) -> Result<&'a [u8], Fault> {
        let setting = self.settings.get(name).copied();
        setting
            .ok_or_else(|| Fault::Broken(format!("layer `{}` has no setting `{name}`", self.name)))
    }

    /// An array with its shape, which has so many dimensions.
    pub(super) fn shaped<const N: usize>(
        &self,
        name: &str,
    ) -> Result<([usize; N], Vec<f32>), Fault> {
        let fault = |what| Fault::Broken(format!("array `{name}` of layer `{}` {what}", self.name));
        let array = self.arrays.get(name).ok_or_else(|| fault("is not there"))?;
        let shape = <[usize; N]>::try_from(&array.shape[..]);
        let shape = shape.map_err(|_| fault("has the wrong number of dimensions"))?;
        Ok((shape, array.data.clone()))
    }

    /// What is looked at of a word, in order.
    fn attributes(&self) -> Result<Vec<Attribute>, Fault> {
        let mut attributes = Vec::new();
        Unpack::new(self.setting("columns")?).array(|item| {
            attributes.push(attribute(item.piece()?)?);
            Ok::<_, Fault>(())
        })?;
        Ok(attributes)
    }

    fn hash_embed(&self, columns: &[Attribute]) -> Result<HashEmbed, Fault> {
        let ([rows, _], table) = self.shaped("E")?;
        let attribute = columns.get(self.whole("column")?).copied();
        let seed = self.whole("seed")?;
        Ok(HashEmbed {
            attribute: attribute.ok_or_else(|| Fault::Broken("an embedding of nothing".into()))?,
            seed: u32::try_from(seed).map_err(|_| Fault::Broken(format!("seed {seed}")))?,
            rows,
            table,
        })
    }

    fn maxout(&self, norm: &Self) -> Result<Maxout, Fault> {
        let ([outputs, pieces, inputs], weights) = self.shaped("W")?;
        let (_, bias) = self.shaped::<2>("b")?;
        let (_, gain) = norm.shaped::<1>("G")?;
        let (_, shift) = norm.shaped::<1>("b")?;
        Ok(Maxout { inputs, outputs, pieces, weights, bias, gain, shift })
    }
}

/// An attribute by name, or by its number among spaCy's symbols.
fn attribute(piece: Piece<'_>) -> Result<Attribute, Fault> {
    Ok(match piece {
        Piece::Str("NORM") | Piece::Int(67) => Attribute::Norm,
        Piece::Str("PREFIX") | Piece::Int(69) => Attribute::Prefix,
        Piece::Str("SUFFIX") | Piece::Int(70) => Attribute::Suffix,
        Piece::Str("SHAPE") | Piece::Int(68) => Attribute::Shape,
        Piece::Str("SPACY") | Piece::Int(81) => Attribute::Spacy,
        Piece::Str("IS_SPACE") | Piece::Int(6) => Attribute::IsSpace,
        Piece::Str("ORTH") | Piece::Int(65) => Attribute::Orth,
        Piece::Str("LOWER") | Piece::Int(66) => Attribute::Lower,
        Piece::Str(name) => return Err(Fault::Unknown(format!("attribute `{name}` of words"))),
        other => return Err(Fault::Unknown(format!("attribute {other:?} of words"))),
    })
}

impl Array {
    /// Reads an array as `msgpack-numpy` writes it; nothing where there is none.
    fn read(value: &mut Unpack<'_>) -> Result<Option<Self>, Fault> {
        if value.peek()? == Piece::Nil {
            value.skip()?;
            return Ok(None);
        }
        let mut array = Self::default();
        let mut bytes: &[u8] = &[];
        value.map(|key, value| {
            match (key, value.peek()?) {
                (Piece::Bin(b"type"), kind) if kind != Piece::Str("<f4") => {
                    return Err(Fault::Unknown(format!("numbers of kind {kind:?}")));
                }
                (Piece::Bin(b"shape"), _) => {
                    array.shape = shape(value)?;
                    return Ok(());
                }
                (Piece::Bin(b"data"), Piece::Bin(data)) => bytes = data,
                _ => {}
            }
            Ok(value.skip()?)
        })?;
        array.data = floats::from_bytes(bytes)
            .filter(|data| Some(data.len()) == product(&array.shape))
            .ok_or_else(|| Fault::Broken("an array has not the shape that it says".to_owned()))?;
        Ok(Some(array))
    }
}

fn shape(value: &mut Unpack<'_>) -> Result<Vec<usize>, Fault> {
    let mut shape = Vec::new();
    value.array(|item| {
        let length = usize::try_from(item.int()?).map_err(|_| Broken::No("length"))?;
        shape.push(length);
        Ok::<_, Fault>(())
    })?;
    Ok(shape)
}

fn product(shape: &[usize]) -> Option<usize> {
    shape.iter().try_fold(1_usize, |product, length| product.checked_mul(*length))
}
