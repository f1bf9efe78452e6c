mod pairs; mod table; mod winkler; mod judge; mod theirs; mod edit; mod learn; mod logistic;
use pairs::*;
use crate::spelling::Spelled;
pub(crate) fn main()->anyhow::Result<()>{
  let project=crate::project::Project::new(Some("/work/shared/data".into()),None);
  let args:Vec<String>=std::env::args().collect(); match args.get(1).map(String::as_str){Some("costs")=>return learn::costs(&project),Some("weights")=>return learn::weights(&project),_=>{}}
  if args.get(1).map(String::as_str)==Some("one"){ for c in args[2..].chunks(2){ let (a,b)=(Spelled::of(&c[0]),Spelled::of(&c[1])); println!("{c:?} {:?} {:?} {:?}",a.likeness(&b),sayso_analysis::spelling::learning::sounds(&a),sayso_analysis::spelling::learning::sounds(&b)); for (f,p) in sayso_analysis::spelling::learning::features(&a,&b){println!("  part {p} {:?}",sayso_analysis::spelling::learning::NAMES.iter().zip(f).collect::<Vec<_>>());} println!("{a:?}");} return Ok(()); }
  let p=Pairs::of(&project)?; let b=bodies(&project)?;
  let args:Vec<String>=std::env::args().collect();
  let cmd=args.get(1).map(String::as_str).unwrap_or("");
  let ours=|v:&[Pair]|->Vec<f64>{v.iter().map(|p|Spelled::of(&p.one).likeness(&Spelled::of(&p.other)).map_or(0.0,|l|l.score as f64)).collect()};
  let jw=|v:&[Pair]|->Vec<f64>{v.iter().map(|p|winkler::likeness(&p.one,&p.other)).collect()};
  if cmd=="err" { let sc=ours(&p.tuning); let th=judge::threshold(&p.tuning,&sc); for (q,x) in p.tuning.iter().zip(sc) { if (x>=th)!=q.same {println!("{}\t{x:.3}\t{}\t{}\t{}",if q.same{"FN"}else{"FP"},q.attested,q.one,q.other);} } 
     let sc=ours(&b); for (q,x) in b.iter().zip(sc) { if (x>=th)!=q.same {println!("G\t{x:.3}\t{}\t{}\t{}",q.same,q.one,q.other);} }
     return Ok(()); }
  if cmd=="dump" { for (n,v) in [("t",&p.tuning),("h",&p.held_out)]{ for q in v {println!("{n}\t{}\t{}\t{:?}\t{}\t{}",q.same,q.attested,q.script,q.one,q.other);} } return Ok(()); }
  let all:Vec<(&str,Vec<f64>,Vec<f64>,Vec<f64>)>= {
    let mut v=vec![("ours",ours(&p.tuning),ours(&p.held_out),ours(&b)),("jw",jw(&p.tuning),jw(&p.held_out),jw(&b))];
    if cmd=="nk" { let py=std::path::Path::new("/tmp/nkvenv/bin/python"); let r=|v:&[Pair],s|{let t=theirs::run(py,v,s).unwrap(); println!("{} {} pairs {}",t.version,v.len(),t.seconds); t.scores};
      v.push(("nk",r(&p.tuning,"Person"),r(&p.held_out,"Person"),r(&b,"Organization"))); }
    v };
  for (n,t,h,g) in &all {
    let th=judge::threshold(&p.tuning,t);
    println!("== {n} threshold {th:.4}");
    let show=|name:&str,v:&[Pair],s:&[f64],f:&dyn Fn(&Pair)->bool|{
      let (pp,ss):(Vec<Pair>,Vec<f64>)=v.iter().cloned().zip(s.iter().copied()).filter(|(p,_)|f(p)).unzip();
      let j=judge::judge(&pp,&ss,th); println!("{name:24} n={:6} same={:5} P {:.3} R {:.3} F1 {:.3} AP {:.3}",j.pairs,j.same,j.precision,j.recall,j.f1,j.average_precision);};
    show("tuning",&p.tuning,t,&|_|true);
    show("held",&p.held_out,h,&|_|true);
    show("held latin",&p.held_out,h,&|p|p.script==Script::Latin);
    show("held mixed",&p.held_out,h,&|p|p.script==Script::Mixed);
    show("held attested",&p.held_out,h,&|p|!p.same||p.attested);
    show("held attested latin",&p.held_out,h,&|p|(!p.same||p.attested)&&p.script==Script::Latin);
    show("held attested mixed",&p.held_out,h,&|p|(!p.same||p.attested)&&p.script==Script::Mixed);
    show("groups",&b,g,&|_|true);
  }
  Ok(())
}
